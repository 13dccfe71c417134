"""Which of the functions of functools.singledispatch an argument's class gets.

The class's own order of bases decides; abstract base classes that it only implements, without
inheriting from them, are put into that order where a class statement that named them would have put
them: before the first base that implements them, too (PEP 443).
"""
from types import GenericAlias


def implementation(cls, registry):
    """The function registered for the first class of the order that has one."""
    match = None
    for each in _order(cls, registry):
        if match is not None:
            if (each in registry and each not in cls.__mro__ and match not in cls.__mro__
                    and not issubclass(match, each)):
                raise RuntimeError(f"Ambiguous dispatch: {match} or {each}")
            break
        if each in registry:
            match = each
    return registry.get(match)


def _order(cls, registered):
    """cls.__mro__ with the registered abstract classes that it implements."""
    own = set(cls.__mro__)
    kinds = [each for each in registered
             if each not in own and hasattr(each, "__mro__") and not isinstance(each, GenericAlias)
             and issubclass(cls, each)]
    kinds = [each for each in kinds
             if not any(each is not other and each in other.__mro__ for other in kinds)]
    wanted = []
    for kind in kinds:
        # Of its subclasses that are implemented, too, those with the longest ancestry come first.
        chains = [[each for each in sub.__mro__ if each in kinds] for sub in kind.__subclasses__()
                  if sub not in own and issubclass(cls, sub)]
        chains.sort(key=len, reverse=True)
        for chain in chains or [[kind]]:
            wanted.extend([each for each in chain if each not in wanted])
    return _linearized(cls, wanted)


def _linearized(cls, abstract):
    """The C3 order of cls, with abstract classes as bases where they are implemented first."""
    last_abstract = 0  # behind the last base that is abstract itself the implicit ones follow
    for place, base in enumerate(cls.__bases__, 1):
        if hasattr(base, "__abstractmethods__"):
            last_abstract = place
    explicit, other = list(cls.__bases__[:last_abstract]), list(cls.__bases__[last_abstract:])
    here = [each for each in abstract if issubclass(cls, each)
            and not any(issubclass(base, each) for base in cls.__bases__)]
    rest = [each for each in abstract if each not in here]
    orders = [_linearized(base, rest) for base in explicit + here + other]
    return _merged([[cls], *orders, explicit, here, other])


def _merged(orders):
    """C3's merge: the first head that stands in no other order's tail comes next."""
    result = []
    orders = [order for order in orders if order]
    while orders:
        for order in orders:
            head = order[0]
            if not any(head in other[1:] for other in orders):
                break
        else:
            raise RuntimeError("Inconsistent hierarchy")
        result.append(head)
        orders = [order[1:] if order[0] is head else order for order in orders]
        orders = [order for order in orders if order]
    return result
