"""Copies of objects: copy() of the object alone, deepcopy() with all that it refers to."""

_atomic = (type(None), type(Ellipsis), type(NotImplemented), int, float, bool, str, bytes, type,
           range, type(lambda: None), type(len))


def copy(x):
    if isinstance(x, type) or type(x) in _atomic or type(x) in (tuple, frozenset, slice):
        return x
    if type(x) in (list, dict, set):
        return x.copy()
    method = getattr(type(x), "__copy__", None)
    if method is not None:
        return method(x)
    twin = _empty_twin(x)
    twin.__dict__.update(x.__dict__)
    return twin


def deepcopy(x, memo=None):
    """memo: the copies made so far, by the original's id; cycles and sharing stay as they are."""
    if memo is None:
        memo = {}
    if id(x) in memo:
        return memo[id(x)]
    if isinstance(x, type) or type(x) in _atomic:
        return x
    method = getattr(type(x), "__deepcopy__", None)
    if method is not None:
        twin = method(x, memo)
    elif type(x) in _containers:
        twin = _containers[type(x)](x, memo)
    else:
        twin = _empty_twin(x)
        memo[id(x)] = twin
        for name, value in x.__dict__.items():
            twin.__dict__[name] = deepcopy(value, memo)
    if twin is not x:
        memo[id(x)] = twin
        memo.setdefault(id(memo), []).append(x)  # the original lives as long: its id stays its own
    return twin


def _empty_twin(x):
    if not hasattr(x, "__dict__"):
        raise TypeError(f"cannot pickle '{type(x).__name__}' object")
    return type(x).__new__(type(x))


def _deepcopy_list(x, memo):
    twin = memo[id(x)] = []
    for item in x:
        twin.append(deepcopy(item, memo))
    return twin


def _deepcopy_tuple(x, memo):
    items = [deepcopy(item, memo) for item in x]
    if id(x) in memo:  # it leads to itself by way of one of its items
        return memo[id(x)]
    if all([one is other for one, other in zip(x, items)]):
        return x
    return tuple(items)


def _deepcopy_dict(x, memo):
    twin = memo[id(x)] = {}
    for key, value in x.items():
        twin[deepcopy(key, memo)] = deepcopy(value, memo)
    return twin


def _deepcopy_set(x, memo):
    return type(x)([deepcopy(item, memo) for item in x])


_containers = {list: _deepcopy_list, tuple: _deepcopy_tuple, dict: _deepcopy_dict,
               set: _deepcopy_set, frozenset: _deepcopy_set}
