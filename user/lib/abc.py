"""Abstract base classes (PEP 3119): classes that say what a subclass has to define, and that count
others as their subclasses."""
from _weakref import ref as _ref


def abstractmethod(funcobj):
    """A method that a class must define before it can have instances."""
    funcobj.__isabstractmethod__ = True
    return funcobj


class abstractclassmethod(classmethod):
    __isabstractmethod__ = True

    def __init__(self, callable):
        callable.__isabstractmethod__ = True
        super().__init__(callable)


class abstractstaticmethod(staticmethod):
    __isabstractmethod__ = True

    def __init__(self, callable):
        callable.__isabstractmethod__ = True
        super().__init__(callable)


class abstractproperty(property):
    __isabstractmethod__ = True


def _abstract_methods(cls, namespace):
    names = {name for name, value in namespace.items()
             if getattr(value, "__isabstractmethod__", False)}
    for base in cls.__bases__:
        for name in getattr(base, "__abstractmethods__", ()):
            if getattr(getattr(cls, name, None), "__isabstractmethod__", False):
                names.add(name)
    return frozenset(names)


_registrations = [0]  # how many there were: what is known of subclasses may be wrong after each


class ABCMeta(type):
    """The class of abstract base classes."""

    def __new__(mcls, name, bases, namespace, /, **kwargs):
        cls = super().__new__(mcls, name, bases, namespace, **kwargs)
        cls.__abstractmethods__ = _abstract_methods(cls, namespace)
        cls._abc_registry = []  # weak references: to register a class does not keep it alive
        cls._abc_known = {}
        cls._abc_known_since = 0
        return cls

    def register(cls, subclass):
        """From now on subclass counts as a subclass."""
        if not isinstance(subclass, type):
            raise TypeError("Can only register classes")
        if issubclass(subclass, cls):
            return subclass
        if issubclass(cls, subclass):
            raise RuntimeError("Refusing to create an inheritance cycle")
        registry = cls._abc_registry
        registry.append(_ref(subclass, registry.remove))
        _registrations[0] += 1
        return subclass

    def __instancecheck__(cls, instance):
        subclass = instance.__class__
        if subclass is type(instance):
            return cls.__subclasscheck__(subclass)
        return cls.__subclasscheck__(subclass) or cls.__subclasscheck__(type(instance))

    def __subclasscheck__(cls, subclass):
        if not isinstance(subclass, type):
            raise TypeError("issubclass() arg 1 must be a class")
        if cls._abc_known_since != _registrations[0]:
            cls._abc_known = {}
            cls._abc_known_since = _registrations[0]
        key = id(subclass)
        known = cls._abc_known.get(key)
        if known is not None and known[0]() is subclass:
            return known[1]
        answer = cls._decide(subclass)
        answers = cls._abc_known  # they keep no class alive, and go with it
        answers[key] = _ref(subclass, lambda _: answers.pop(key, None)), answer
        return answer

    def _decide(cls, subclass):
        said = cls.__subclasshook__(subclass)
        if said is not NotImplemented:
            return said
        if cls in getattr(subclass, "__mro__", ()):
            return True
        for reference in list(cls._abc_registry):
            registered = reference()
            if registered is not None and issubclass(subclass, registered):
                return True
        for each in cls.__subclasses__():
            if issubclass(subclass, each):
                return True
        return False


def update_abstractmethods(cls):
    """Works out again which methods of a class are abstract."""
    if hasattr(cls, "__abstractmethods__"):
        cls.__abstractmethods__ = _abstract_methods(cls, cls.__dict__)
    return cls


def get_cache_token():
    return _registrations[0]


class ABC(metaclass=ABCMeta):
    """A class to inherit from instead of naming the metaclass."""
    __slots__ = ()
