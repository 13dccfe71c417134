"""Functions on functions."""

_missing = object()

WRAPPER_ASSIGNMENTS = ("__module__", "__name__", "__qualname__", "__doc__", "__annotations__")
WRAPPER_UPDATES = ("__dict__",)


def reduce(function, sequence, initial=_missing, /):
    iterator = iter(sequence)
    value = initial
    if value is _missing:
        for value in iterator:
            break
        else:
            raise TypeError("reduce() of empty iterable with no initial value")
    for item in iterator:
        value = function(value, item)
    return value


def update_wrapper(wrapper, wrapped, assigned=WRAPPER_ASSIGNMENTS, updated=WRAPPER_UPDATES):
    for name in assigned:
        try:
            value = getattr(wrapped, name)
        except AttributeError:
            pass
        else:
            setattr(wrapper, name, value)
    for name in updated:
        getattr(wrapper, name).update(getattr(wrapped, name, {}))
    wrapper.__wrapped__ = wrapped
    return wrapper


def wraps(wrapped, assigned=WRAPPER_ASSIGNMENTS, updated=WRAPPER_UPDATES):
    return lambda wrapper: update_wrapper(wrapper, wrapped, assigned, updated)


class partial:
    """A function with some of its arguments given in advance."""

    def __new__(cls, func, /, *args, **keywords):
        if not callable(func):
            raise TypeError("the first argument must be callable")
        self = object.__new__(cls)
        if isinstance(func, partial):
            args = func.args + args
            keywords = {**func.keywords, **keywords}
            func = func.func
        self.func = func
        self.args = args
        self.keywords = keywords
        return self

    def __call__(self, /, *args, **keywords):
        return self.func(*self.args, *args, **{**self.keywords, **keywords})

    def __repr__(self):
        parts = [repr(self.func)] + [repr(x) for x in self.args]
        parts += [f"{name}={value!r}" for name, value in self.keywords.items()]
        return f"functools.partial({', '.join(parts)})"


def cmp_to_key(mycmp):
    class K:
        __slots__ = ("obj",)

        def __init__(self, obj):
            self.obj = obj

        def __lt__(self, other):
            return mycmp(self.obj, other.obj) < 0

        def __gt__(self, other):
            return mycmp(self.obj, other.obj) > 0

        def __eq__(self, other):
            return mycmp(self.obj, other.obj) == 0

        def __le__(self, other):
            return mycmp(self.obj, other.obj) <= 0

        def __ge__(self, other):
            return mycmp(self.obj, other.obj) >= 0

        __hash__ = None

    return K


class _CacheInfo(tuple):
    """What cache_info() gives: (hits, misses, maxsize, currsize)."""
    __slots__ = ()
    hits = property(lambda self: self[0])
    misses = property(lambda self: self[1])
    maxsize = property(lambda self: self[2])
    currsize = property(lambda self: self[3])

    def __repr__(self):
        return ("CacheInfo(hits=%r, misses=%r, maxsize=%r, currsize=%r)" % tuple(self))


def lru_cache(maxsize=128, typed=False):
    """Results are kept; the one not asked for longest goes first when there are maxsize."""
    if callable(maxsize) and isinstance(typed, bool):
        return _cached(maxsize, 128, typed)
    if isinstance(maxsize, int):
        maxsize = max(maxsize, 0)
    elif maxsize is not None:
        raise TypeError("Expected first argument to be an integer, a callable, or None")
    return lambda function: _cached(function, maxsize, typed)


def cache(user_function, /):
    return lru_cache(maxsize=None)(user_function)


def _cached(function, maxsize, typed):
    results = {}  # in the order in which they were last asked for
    hits = misses = 0

    def wrapper(*args, **keywords):
        nonlocal hits, misses
        key = (args, tuple(keywords.items())) if keywords else args
        if typed:
            key = (key, tuple([type(value) for value in args]),
                   tuple([type(value) for value in keywords.values()]))
        result = results.get(key, _missing)
        if result is not _missing:
            hits += 1
            if maxsize is not None:
                del results[key]
                results[key] = result
            return result
        misses += 1
        result = function(*args, **keywords)
        if maxsize == 0 or key in results:
            return result
        if maxsize is not None and len(results) >= maxsize:
            del results[next(iter(results))]
        results[key] = result
        return result

    def cache_info():
        return _CacheInfo((hits, misses, maxsize, len(results)))

    def cache_clear():
        nonlocal hits, misses
        results.clear()
        hits = misses = 0

    wrapper.cache_info = cache_info
    wrapper.cache_clear = cache_clear
    wrapper.cache_parameters = lambda: {"maxsize": maxsize, "typed": typed}
    return update_wrapper(wrapper, function)


class cached_property:
    """A method whose first result becomes an attribute of the instance."""

    def __init__(self, func):
        self.func = func
        self.attrname = None
        self.__doc__ = func.__doc__

    def __set_name__(self, owner, name):
        self.attrname = name

    def __get__(self, instance, owner=None):
        if instance is None:
            return self
        value = instance.__dict__[self.attrname] = self.func(instance)
        return value


_comparisons = {  # the others by one that is there (negated?, with equality?)
    "__lt__": {"__gt__": lambda a, b: not (a < b or a == b), "__le__": lambda a, b: a < b or a == b,
               "__ge__": lambda a, b: not a < b},
    "__le__": {"__ge__": lambda a, b: not a <= b or a == b,
               "__lt__": lambda a, b: a <= b and not a == b, "__gt__": lambda a, b: not a <= b},
    "__gt__": {"__lt__": lambda a, b: not (a > b or a == b), "__ge__": lambda a, b: a > b or a == b,
               "__le__": lambda a, b: not a > b},
    "__ge__": {"__le__": lambda a, b: not a >= b or a == b,
               "__gt__": lambda a, b: a >= b and not a == b, "__lt__": lambda a, b: not a >= b},
}


def total_ordering(cls):
    """Adds the orderings that the class lacks to the one that it has."""
    roots = [name for name in _comparisons
             if getattr(cls, name, None) is not getattr(object, name, None)]
    if not roots:
        raise ValueError("must define at least one ordering operation: < > <= >=")
    root = max(roots)
    for name, function in _comparisons[root].items():
        if name not in roots:
            setattr(cls, name, function)
    return cls


class partialmethod:
    """A method with some of its arguments given in advance."""

    def __init__(self, func, /, *args, **keywords):
        self.func, self.args, self.keywords = func, args, keywords

    def __get__(self, instance, owner=None):
        return partial(self.func.__get__(instance, owner), *self.args, **self.keywords)


def _annotated_type(func):
    """The class that a function's first annotation names."""
    for name, annotation in getattr(func, "__annotations__", {}).items():
        if name != "return":
            return annotation
    raise TypeError(f"Invalid first argument to `register()`: {func!r}. Use either "
                    "`@register(some_class)` or plain `@register` on an annotated function.")


def _find_implementation(registry, cls):
    for base in cls.__mro__:
        if base in registry:
            return registry[base]
        found = [each for each in registry if each not in cls.__mro__ and issubclass(base, each)]
        if base is cls and found:  # an abstract base class; the narrowest one
            best = [each for each in found if all(issubclass(each, other) for other in found)]
            if best:
                return registry[best[0]]
    return registry[object]


def singledispatch(func):
    """A function of which there are several, chosen by the class of the first argument."""
    registry = {object: func}
    name = getattr(func, "__name__", "singledispatch function")

    def dispatch(cls):
        return _find_implementation(registry, cls)

    def register(cls, func=None):
        if func is None:
            if isinstance(cls, type):
                return lambda function: register(cls, function)
            func, cls = cls, _annotated_type(cls)
        for each in getattr(cls, "__args__", None) or (cls,):
            registry[each] = func
        return func

    def wrapper(*args, **kw):
        if not args:
            raise TypeError(f"{name} requires at least 1 positional argument")
        return dispatch(args[0].__class__)(*args, **kw)

    wrapper.register = register
    wrapper.dispatch = dispatch
    wrapper.registry = registry
    return update_wrapper(wrapper, func)


class singledispatchmethod:
    """The same for a method: chosen by the class of the argument behind self."""

    def __init__(self, func):
        self.dispatcher = singledispatch(func)
        self.func = func

    def register(self, cls, method=None):
        return self.dispatcher.register(cls, func=method)

    def __get__(self, obj, cls=None):
        def method(*args, **kwargs):
            return self.dispatcher.dispatch(args[0].__class__).__get__(obj, cls)(*args, **kwargs)
        method.register = self.register
        return update_wrapper(method, self.func)
