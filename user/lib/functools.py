"""Functions on functions."""
import sys

__all__ = ["update_wrapper", "wraps", "WRAPPER_ASSIGNMENTS", "WRAPPER_UPDATES", "total_ordering",
           "cache", "cmp_to_key", "lru_cache", "reduce", "partial", "partialmethod",
           "singledispatch", "singledispatchmethod", "cached_property"]

_missing = object()

WRAPPER_ASSIGNMENTS = ("__module__", "__name__", "__qualname__", "__doc__", "__annotations__")
WRAPPER_UPDATES = ("__dict__",)


def reduce(function, sequence, initial=_missing, /):
    """function(... function(function(first, second), third) ..., last)."""
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
    """Gives a function the name, docstring ... of the one that it wraps."""
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
    """A decorator that does what update_wrapper does."""
    return lambda wrapper: update_wrapper(wrapper, wrapped, assigned, updated)


_reprs_running = set()


class partial:
    """A function with some of its arguments given in advance."""
    __slots__ = ("_func", "_args", "_keywords", "__dict__", "__weakref__")

    def __new__(cls, /, *args, **keywords):
        if not args:
            raise TypeError("type 'partial' takes at least one argument")
        func, *args = args
        args = tuple(args)
        if not callable(func):
            raise TypeError("the first argument must be callable")
        self = object.__new__(cls)
        if type(func) is partial and not func.__dict__:
            args = func._args + args
            keywords = {**func._keywords, **keywords}
            func = func._func
        self._func = func
        self._args = args
        self._keywords = keywords
        return self

    func = property(lambda self: self._func)
    args = property(lambda self: self._args)
    keywords = property(lambda self: self._keywords)

    def __call__(self, /, *args, **keywords):
        return self._func(*self._args, *args, **{**self._keywords, **keywords})

    def __repr__(self):
        if id(self) in _reprs_running:
            return "..."
        _reprs_running.add(id(self))
        try:
            parts = [repr(self._func), *[repr(value) for value in self._args]]
            parts += [f"{name}={value!r}" for name, value in self._keywords.items()]
        finally:
            _reprs_running.discard(id(self))
        cls = type(self)
        return f"{'functools.partial' if cls is partial else cls.__name__}({', '.join(parts)})"

    def __reduce__(self):
        return type(self), (self._func,), (self._func, self._args, self._keywords or None,
                                           self.__dict__ or None)

    def __setstate__(self, state):
        if not isinstance(state, tuple) or len(state) != 4 or not callable(state[0]) \
                or not isinstance(state[1], tuple) or not isinstance(state[2], (dict, type(None))):
            raise TypeError("invalid partial state")
        self._func, args, keywords, attributes = state
        self._args = tuple(args)
        self._keywords = keywords if type(keywords) is dict else dict(keywords or ())
        self.__dict__.clear()
        self.__dict__.update(attributes or {})

    __class_getitem__ = classmethod(type(list[int]))


def cmp_to_key(mycmp):
    """A key function for sorted() of a function that compares two items."""
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
    _fields = ("hits", "misses", "maxsize", "currsize")

    def __new__(cls, hits, misses, maxsize, currsize):
        return tuple.__new__(cls, (hits, misses, maxsize, currsize))

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
    """Keeps all results of a function."""
    return lru_cache(maxsize=None)(user_function)


def _cached(function, maxsize, typed):
    results = {}
    order = {}  # turn: key, from the one that has not been asked for the longest
    size = results.__len__  # len() may be what is cached
    hits = misses = now = 0

    def uncached(*args, **keywords):
        nonlocal misses
        misses += 1
        return function(*args, **keywords)

    def key_of(args, keywords):
        key = (*args, _missing, *keywords.items()) if keywords else args
        if typed:
            key = (key, tuple([type(value) for value in args]),
                   tuple([type(value) for value in keywords.values()]))
        return key

    def unbounded(*args, **keywords):
        nonlocal hits, misses
        key = key_of(args, keywords) if keywords or typed else args
        result = results.get(key, _missing)
        if result is not _missing:
            hits += 1
            return result
        misses += 1
        result = results[key] = function(*args, **keywords)
        return result

    def bounded(*args, **keywords):
        """A hit gives the key a new turn. It leaves the results as they are: a key's __eq__, which
        may call the cached function in the middle of a look-up, does not disturb that."""
        nonlocal hits, misses, now
        key = key_of(args, keywords) if keywords or typed else args
        entry = results.get(key)
        if entry is not None:
            hits += 1
            result, turn = entry
            entry[1] = now = now + 1
            order[now] = order.pop(turn)
            return result
        misses += 1
        result = function(*args, **keywords)
        if key in results:  # by another call, while this one ran
            return result
        if size() >= maxsize:
            del results[order.pop(next(iter(order)))]
        now += 1
        results[key] = [result, now]
        order[now] = key
        return result

    def cache_info():
        return _CacheInfo(hits, misses, maxsize, size())

    def cache_clear():
        nonlocal hits, misses
        results.clear()
        order.clear()
        hits = misses = 0

    wrapper = unbounded if maxsize is None else bounded if maxsize else uncached
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
        if self.attrname is None:
            self.attrname = name
        elif name != self.attrname:
            raise TypeError("Cannot assign the same cached_property to two different names "
                            f"({self.attrname!r} and {name!r}).")

    def __get__(self, instance, owner=None):
        if instance is None:
            return self
        name = self.attrname
        if name is None:
            raise TypeError("Cannot use cached_property instance without calling __set_name__ on "
                            "it.")
        try:
            cache = instance.__dict__
        except AttributeError:
            raise TypeError(f"No '__dict__' attribute on {type(instance).__name__!r} instance to "
                            f"cache {name!r} property.") from None
        value = cache.get(name, _missing)
        if value is _missing:
            value = self.func(instance)
            try:
                cache[name] = value
            except TypeError:
                raise TypeError(f"The '__dict__' attribute on {type(instance).__name__!r} instance "
                                f"does not support item assignment for caching {name!r} property."
                                ) from None
        return value

    __class_getitem__ = classmethod(type(list[int]))


def _ordering(name, root, source, combine):
    """The comparison of that name, by the one that the class has; what it does not know, the other
    one does not know either."""
    def compare(self, other):
        result = getattr(type(self), root)(self, other)
        return result if result is NotImplemented else combine(result, self, other)
    compare.__name__ = compare.__qualname__ = name
    compare.__doc__ = (f"Return a {_signs[name]} b.  Computed by @total_ordering from "
                       f"{source.replace('?', _signs[root])}.")
    return compare


_signs = {"__lt__": "<", "__le__": "<=", "__gt__": ">", "__ge__": ">="}
_strict_by_strict = "(not a ? b) and (a != b)", lambda known, a, b: not known and a != b
_wide_by_strict = "(a ? b) or (a == b)", lambda known, a, b: known or a == b
_wide_by_wide = "(not a ? b) or (a == b)", lambda known, a, b: not known or a == b
_strict_by_wide = "(a ? b) and (a != b)", lambda known, a, b: known and a != b
_opposite = "(not a ? b)", lambda known, a, b: not known
_comparisons = {  # by the one that is there, the others: the formula, and the same as a function
    "__lt__": {"__gt__": _strict_by_strict, "__le__": _wide_by_strict, "__ge__": _opposite},
    "__le__": {"__ge__": _wide_by_wide, "__lt__": _strict_by_wide, "__gt__": _opposite},
    "__gt__": {"__lt__": _strict_by_strict, "__ge__": _wide_by_strict, "__le__": _opposite},
    "__ge__": {"__le__": _wide_by_wide, "__gt__": _strict_by_wide, "__lt__": _opposite},
}


def total_ordering(cls):
    """Adds the orderings that the class lacks to the one that it has."""
    roots = [name for name in _comparisons
             if getattr(cls, name, None) is not getattr(object, name, None)]
    if not roots:
        raise ValueError("must define at least one ordering operation: < > <= >=")
    root = max(roots)
    for name, (source, combine) in _comparisons[root].items():
        if name not in roots:
            setattr(cls, name, _ordering(name, root, source, combine))
    return cls


class partialmethod:
    """A method with some of its arguments given in advance."""

    def __init__(self, func, /, *args, **keywords):
        if not callable(func) and not hasattr(func, "__get__"):
            raise TypeError(f"{func!r} is not callable or a descriptor")
        if isinstance(func, partialmethod):
            args, keywords = func.args + args, {**func.keywords, **keywords}
            func = func.func
        self.func, self.args, self.keywords = func, args, keywords

    def __repr__(self):
        args = ", ".join([repr(value) for value in self.args])
        keywords = ", ".join([f"{name}={value!r}" for name, value in self.keywords.items()])
        cls = type(self)
        return f"{cls.__module__}.{cls.__qualname__}({self.func}, {args}, {keywords})"

    def __get__(self, instance, owner=None):
        get = getattr(self.func, "__get__", None)
        bound = self.func if get is None else get(instance, owner)
        if bound is self.func:  # it binds nothing: self comes before the arguments in advance
            return self._method().__get__(instance, owner)
        result = partial(bound, *self.args, **self.keywords)
        if hasattr(bound, "__self__"):
            result.__self__ = bound.__self__
        return result

    def _method(self):
        def method(self_or_cls, /, *args, **keywords):
            return self.func(self_or_cls, *self.args, *args, **{**self.keywords, **keywords})
        method.__isabstractmethod__ = self.__isabstractmethod__
        method._partialmethod = self
        return method

    @property
    def __isabstractmethod__(self):
        return getattr(self.func, "__isabstractmethod__", False)

    __class_getitem__ = classmethod(type(list[int]))


def _is_union(cls):
    typing = sys.modules.get("typing")
    return type(cls) is type(int | str) or (typing is not None and
                                            getattr(cls, "__origin__", None) is typing.Union)


def _is_dispatch_type(cls):
    if _is_union(cls):
        return all(isinstance(each, type) for each in cls.__args__)
    return isinstance(cls, type) and type(cls) is not type(list[int])


def _annotated_type(func):
    """The class, or union of classes, that a function's first annotation names."""
    if not getattr(func, "__annotations__", {}):
        raise TypeError(f"Invalid first argument to `register()`: {func!r}. Use either "
                        "`@register(some_class)` or plain `@register` on an annotated function.")
    from typing import get_type_hints
    name, cls = next(iter(get_type_hints(func).items()))
    if not _is_dispatch_type(cls):
        what = "not all arguments are classes" if _is_union(cls) else "is not a class"
        raise TypeError(f"Invalid annotation for {name!r}. {cls!r} {what}.")
    return cls


def singledispatch(func):
    """A function of which there are several, chosen by the class of the first argument."""
    from abc import get_cache_token
    from types import MappingProxyType
    from weakref import WeakKeyDictionary
    from _dispatch_order import implementation
    registry, found = {}, WeakKeyDictionary()
    token = None  # what an abstract class implements may change: by it we know
    name = getattr(func, "__name__", "singledispatch function")

    def dispatch(cls):
        nonlocal token
        if token is not None and token != get_cache_token():
            found.clear()
            token = get_cache_token()
        try:
            return found[cls]
        except KeyError:
            chosen = found[cls] = registry[cls] if cls in registry \
                else implementation(cls, registry)
            return chosen

    def register(cls, func=None):
        nonlocal token
        if not _is_dispatch_type(cls):
            if func is not None:
                raise TypeError("Invalid first argument to `register()`. "
                                f"{cls!r} is not a class or union type.")
            func, cls = cls, _annotated_type(cls)
        elif func is None:
            return lambda function: register(cls, function)
        for each in cls.__args__ if _is_union(cls) else (cls,):
            registry[each] = func
        if token is None and hasattr(cls, "__abstractmethods__"):
            token = get_cache_token()
        found.clear()
        return func

    def wrapper(*args, **kw):
        if not args:
            raise TypeError(f"{name} requires at least 1 positional argument")
        return dispatch(args[0].__class__)(*args, **kw)

    registry[object] = func
    wrapper.register = register
    wrapper.dispatch = dispatch
    wrapper.registry = MappingProxyType(registry)
    wrapper._clear_cache = found.clear
    return update_wrapper(wrapper, func)


class singledispatchmethod:
    """The same for a method: chosen by the class of the argument behind self."""

    def __init__(self, func):
        if not callable(func) and not hasattr(func, "__get__"):
            raise TypeError(f"{func!r} is not callable or a descriptor")
        self.dispatcher = singledispatch(func)
        self.func = func

    def register(self, cls, method=None):
        """Adds a function for arguments of another class."""
        return self.dispatcher.register(cls, func=method)

    def __get__(self, obj, cls=None):
        def method(*args, **kwargs):
            return self.dispatcher.dispatch(args[0].__class__).__get__(obj, cls)(*args, **kwargs)
        method.__isabstractmethod__ = self.__isabstractmethod__
        method.register = self.register
        return update_wrapper(method, self.func)

    @property
    def __isabstractmethod__(self):
        return getattr(self.func, "__isabstractmethod__", False)
