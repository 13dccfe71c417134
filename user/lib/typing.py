"""Names for annotations. Nothing is checked: a type here is an object that can be written down,
printed, compared and asked for its parts, and generic classes can be inherited from.

Not here: overload's registry, TypeVarTuple, lists of types for a ParamSpec."""
import collections
import collections.abc as _abc
import sys
import types
from abc import ABCMeta, abstractmethod

__all__ = ["Annotated", "Any", "Callable", "ClassVar", "Concatenate", "Final", "ForwardRef",
           "Generic", "Literal", "Optional", "ParamSpec", "Protocol", "Tuple", "Type", "TypeVar",
           "Union", "AbstractSet", "ByteString", "Container", "ContextManager", "Hashable",
           "ItemsView", "Iterable", "Iterator", "KeysView", "Mapping", "MappingView",
           "MutableMapping", "MutableSequence", "MutableSet", "Sequence", "Sized", "ValuesView",
           "Collection", "Reversible", "SupportsAbs", "SupportsFloat", "SupportsIndex",
           "SupportsInt", "ChainMap", "Counter", "Deque", "Dict", "DefaultDict", "List",
           "OrderedDict", "Set", "FrozenSet", "NamedTuple", "TypedDict", "Generator", "BinaryIO",
           "IO", "Match", "Pattern", "TextIO", "AnyStr", "assert_type", "assert_never", "cast",
           "dataclass_transform", "final", "get_args", "get_origin", "get_type_hints",
           "LiteralString", "Never", "NewType", "no_type_check", "NoReturn", "NotRequired",
           "overload", "ParamSpecArgs", "ParamSpecKwargs", "Required", "reveal_type",
           "runtime_checkable", "Self", "Text", "TYPE_CHECKING", "TypeAlias", "TypeGuard"]

TYPE_CHECKING = False


def _type_repr(obj):
    if obj is ...:
        return "..."
    if isinstance(obj, type) and not hasattr(obj, "__args__"):
        if obj.__module__ == "builtins":
            return obj.__qualname__
        return f"{obj.__module__}.{obj.__qualname__}"
    if isinstance(obj, list):
        return "[" + ", ".join([_type_repr(part) for part in obj]) + "]"
    return repr(obj)


def _converted(arg):
    if arg is None:
        return type(None)
    if isinstance(arg, str):
        return ForwardRef(arg)
    return arg


def _checked(arg, message):
    arg = _converted(arg)
    if not callable(arg) and arg is not ... and not isinstance(arg, (_Special, list, tuple)):
        raise TypeError(f"{message} Got {arg!r:.100}.")
    return arg


class _Operators:
    """What can be written with |."""
    __slots__ = ()

    def __or__(self, other):
        return Union[self, other]

    def __ror__(self, other):
        return Union[other, self]


class ForwardRef(_Operators):
    """A type that is given by its name."""
    __slots__ = ("__forward_arg__",)

    def __init__(self, arg):
        if not isinstance(arg, str):
            raise TypeError(f"Forward reference must be a string -- got {arg!r}")
        self.__forward_arg__ = arg

    def __call__(self, *args, **kwargs):
        raise TypeError("'ForwardRef' object is not callable")

    def __eq__(self, other):
        if not isinstance(other, ForwardRef):
            return NotImplemented
        return self.__forward_arg__ == other.__forward_arg__

    def __hash__(self):
        return hash(self.__forward_arg__)

    def __repr__(self):
        return f"ForwardRef({self.__forward_arg__!r})"


class _Special(_Operators):
    """Any, Union, ClassVar...: a name, and what it means with brackets behind it."""
    def __init__(self, name, make=None, doc=None):
        self._name = name
        self._make = make
        self.__doc__ = doc

    def __getitem__(self, parameters):
        if self._make is None:
            raise TypeError(f"{self} is not subscriptable")
        return self._make(self, parameters)

    def __call__(self, *args, **kwds):
        raise TypeError(f"Cannot instantiate {self!r}")

    def __mro_entries__(self, bases):
        raise TypeError(f"Cannot subclass {self!r}")

    def __instancecheck__(self, obj):
        raise TypeError(f"{self} cannot be used with isinstance()")

    def __subclasscheck__(self, cls):
        raise TypeError(f"{self} cannot be used with issubclass()")

    def __repr__(self):
        return "typing." + self._name


def _parameters_of(args):
    """The type variables in arguments, each once."""
    found = []
    for arg in args:
        inner = (arg,) if isinstance(arg, TypeVar) else () if isinstance(arg, type) else \
            _parameters_of(arg) if isinstance(arg, list) else getattr(arg, "__parameters__", ())
        for each in inner:
            if each not in found:
                found.append(each)
    return tuple(found)


def _substituted(arg, values):
    if isinstance(arg, TypeVar):
        return values.get(arg, arg)
    if isinstance(arg, _Alias) and arg.__parameters__:
        return arg._with([_substituted(part, values) for part in arg.__args__])
    if isinstance(arg, list):
        return [_substituted(part, values) for part in arg]
    return arg


class _Alias(_Operators):
    """List[int], Union[int, str], Box[int]: an origin with arguments."""

    def __init__(self, origin, args, name=None):
        self.__origin__ = origin
        self.__args__ = tuple(args)
        self.__parameters__ = _parameters_of(self.__args__)
        self._name = name

    def _with(self, args):
        if self.__origin__ is Union:
            return Union[tuple(args)]
        return type(self)(self.__origin__, args, self._name)

    def __getitem__(self, parameters):
        if not self.__parameters__:
            raise TypeError(f"{self} is not a generic class")
        values = parameters if isinstance(parameters, tuple) else (parameters,)
        _check_count(self, values, len(self.__parameters__))
        pairs = dict(zip(self.__parameters__, [_converted(value) for value in values]))
        return self._with([_substituted(arg, pairs) for arg in self.__args__])

    def __call__(self, *args, **kwargs):
        if self._name and self.__origin__.__module__ != "collections":
            raise TypeError(f"Type {self._name} cannot be instantiated; "
                            f"use {self.__origin__.__name__}() instead")
        result = self.__origin__(*args, **kwargs)
        try:
            result.__orig_class__ = self
        except AttributeError:
            pass
        return result

    def __mro_entries__(self, bases):
        if self._name:  # typing.List[int] and the like: the class behind it
            return (self.__origin__,) + (() if any(
                isinstance(base, type) and issubclass(base, Generic) or
                isinstance(base, _Alias) and base is not self and not base._name
                for base in bases) else (Generic,))
        if self.__origin__ is Generic and any(
                isinstance(base, _Alias) and base is not self for base in bases):
            return ()
        return (self.__origin__,)

    def __getattr__(self, name):
        if name.startswith("__") and name.endswith("__"):
            raise AttributeError(name)
        return getattr(self.__origin__, name)

    def __instancecheck__(self, obj):
        return self.__subclasscheck__(type(obj))

    def __subclasscheck__(self, cls):
        if self.__origin__ is Union:
            return any(issubclass(cls, arg) for arg in self.__args__)
        raise TypeError("Subscripted generics cannot be used with class and instance checks")

    def __eq__(self, other):
        if self.__origin__ is Union and isinstance(other, types.UnionType):
            return set(self.__args__) == set(other.__args__)
        if not isinstance(other, _Alias):
            return NotImplemented
        if self.__origin__ is not other.__origin__:
            return False
        if self.__origin__ in (Union, Literal):
            return set(self.__args__) == set(other.__args__)
        return self.__args__ == other.__args__

    def __hash__(self):
        if self.__origin__ is Union:
            return hash(frozenset(self.__args__))
        return hash((self.__origin__, self.__args__))

    def __repr__(self):
        args = self.__args__
        if self.__origin__ is Union and len(args) == 2 and type(None) in args:
            other = args[0] if args[1] is type(None) else args[1]
            return f"typing.Optional[{_type_repr(other)}]"
        name = "typing." + self._name if self._name else _type_repr(self.__origin__)
        if self.__origin__ is Literal:
            return f"{name}[{', '.join([repr(arg) for arg in args])}]"
        if self.__origin__ is _abc.Callable:
            if args[0] is ... or isinstance(args[0], ParamSpec) or _is_concatenation(args[0]):
                return f"{name}[{_type_repr(args[0])}, {_type_repr(args[-1])}]"
            return f"{name}[{_type_repr(list(args[:-1]))}, {_type_repr(args[-1])}]"
        return f"{name}[{', '.join([_type_repr(arg) for arg in args]) or '()'}]"


class _Collection(_Operators):
    """List, Dict, Iterable...: a class under its older name; count is how many arguments it
    takes, -1: any number."""

    def __init__(self, origin, count, name):
        self.__origin__ = origin
        self._count = count
        self._name = name

    def __getitem__(self, parameters):
        args = parameters if isinstance(parameters, tuple) else (parameters,)
        if self.__origin__ is _abc.Callable:
            return self._callable(parameters)
        if self._count >= 0:
            _check_count(self, args, self._count)
        args = [_checked(arg, "Parameters to generic types must be types.") for arg in args]
        return _Alias(self.__origin__, args, self._name)

    def _callable(self, parameters):
        if not isinstance(parameters, tuple) or len(parameters) != 2:
            raise TypeError("Callable must be used as Callable[[arg, ...], result].")
        given, result = parameters
        if given is ... or isinstance(given, ParamSpec) or _is_concatenation(given):
            args = [given]
        elif isinstance(given, list):
            args = [_converted(arg) for arg in given]
        else:
            raise TypeError(f"Callable[args, result]: args must be a list. Got {given}")
        return _Alias(self.__origin__, [*args, _converted(result)], self._name)

    def __call__(self, *args, **kwargs):
        if self.__origin__.__module__ == "collections":
            return self.__origin__(*args, **kwargs)
        raise TypeError(f"Type {self._name} cannot be instantiated; "
                        f"use {self.__origin__.__name__}() instead")

    def __mro_entries__(self, bases):
        return (self.__origin__,) + (() if Generic in bases else (Generic,))

    def __getattr__(self, name):
        if name.startswith("__") and name.endswith("__"):
            raise AttributeError(name)
        return getattr(self.__origin__, name)

    def __instancecheck__(self, obj):
        return isinstance(obj, self.__origin__)

    def __subclasscheck__(self, cls):
        return issubclass(cls, self.__origin__)

    def __repr__(self):
        return "typing." + self._name


def _check_count(what, args, count):
    if len(args) != count:
        raise TypeError(f"Too {'many' if len(args) > count else 'few'} arguments for {what}; "
                        f"actual {len(args)}, expected {count}")


# ---- special forms -------------------------------------------------------------------------------

class _AnyMeta(type):
    def __instancecheck__(self, obj):
        if self is Any:
            raise TypeError("typing.Any cannot be used with isinstance()")
        return super().__instancecheck__(obj)

    def __repr__(self):
        return "typing.Any" if self is Any else super().__repr__()

    def __or__(self, other):
        return Union[self, other]

    def __ror__(self, other):
        return Union[other, self]


class Any(metaclass=_AnyMeta):
    """Any type at all."""

    def __new__(cls, *args, **kwargs):
        if cls is Any:
            raise TypeError("Any cannot be instantiated")
        return super().__new__(cls)


def _make_union(form, parameters):
    if parameters == ():
        raise TypeError("Cannot take a Union of no types.")
    members = []
    for arg in parameters if isinstance(parameters, tuple) else (parameters,):
        arg = _checked(arg, "Union[arg, ...]: each arg must be a type.")
        inner = arg.__args__ if getattr(arg, "__origin__", None) is Union or \
            type(arg).__name__ == "UnionType" else (arg,)
        for each in inner:
            if each not in members:
                members.append(each)
    return members[0] if len(members) == 1 else _Alias(Union, members, "Union")


def _make_optional(form, parameter):
    return Union[_checked(parameter, f"{form} requires a single type."), type(None)]


def _make_literal(form, parameters):
    values = []
    for value in parameters if isinstance(parameters, tuple) else (parameters,):
        inner = value.__args__ if getattr(value, "__origin__", None) is Literal else (value,)
        for each in inner:
            if not any(type(each) is type(other) and each == other for other in values):
                values.append(each)
    return _Alias(Literal, values, "Literal")


def _make_single(form, parameter):
    return _Alias(form, [_checked(parameter, f"{form} accepts only single type.")], form._name)


def _make_annotated(form, parameters):
    if not isinstance(parameters, tuple) or len(parameters) < 2:
        raise TypeError("Annotated[...] should be used with at least two arguments "
                        "(a type and an annotation).")
    inner, metadata = _converted(parameters[0]), parameters[1:]
    if isinstance(inner, _AnnotatedAlias):
        inner, metadata = inner.__origin__, inner.__metadata__ + metadata
    return _AnnotatedAlias(inner, metadata)


class _AnnotatedAlias(_Alias):
    def __init__(self, origin, metadata):
        super().__init__(origin, (origin,))
        self.__metadata__ = tuple(metadata)

    def _with(self, args):
        return Annotated[(args[0], *self.__metadata__)]

    def __eq__(self, other):
        if not isinstance(other, _AnnotatedAlias):
            return NotImplemented
        return self.__origin__ == other.__origin__ and self.__metadata__ == other.__metadata__

    def __hash__(self):
        return hash((self.__origin__, self.__metadata__))

    def __repr__(self):
        parts = ", ".join([repr(each) for each in self.__metadata__])
        return f"typing.Annotated[{_type_repr(self.__origin__)}, {parts}]"


def _make_concatenation(form, parameters):
    parameters = parameters if isinstance(parameters, tuple) else (parameters,)
    if not (parameters[-1:] == (...,) or isinstance(parameters[-1], ParamSpec)):
        raise TypeError("The last parameter to Concatenate should be a ParamSpec variable or "
                        "ellipsis.")
    return _Alias(form, [_converted(each) for each in parameters], form._name)


def _is_concatenation(arg):
    return isinstance(arg, _Alias) and arg.__origin__ is Concatenate


Union = _Special("Union", _make_union, "One of several types.")
Optional = _Special("Optional", _make_optional, "A type, or None.")
Literal = _Special("Literal", _make_literal, "One of these values.")
ClassVar = _Special("ClassVar", _make_single, "An attribute of the class, not of its instances.")
Final = _Special("Final", _make_single, "A name that is not bound again.")
TypeGuard = _Special("TypeGuard", _make_single)
Required = _Special("Required", _make_single)
NotRequired = _Special("NotRequired", _make_single)
Annotated = _Special("Annotated", _make_annotated)
Concatenate = _Special("Concatenate", _make_concatenation)
NoReturn = _Special("NoReturn")
Never = _Special("Never")
Self = _Special("Self")
LiteralString = _Special("LiteralString")
TypeAlias = _Special("TypeAlias")


class TypeVar(_Operators):
    """A type that is filled in later."""

    def __init__(self, name, *constraints, bound=None, covariant=False, contravariant=False):
        if covariant and contravariant:
            raise ValueError("Bivariant types are not supported.")
        if len(constraints) == 1:
            raise TypeError("A single constraint is not allowed")
        self.__name__ = name
        self.__constraints__ = tuple([_converted(each) for each in constraints])
        self.__bound__ = None if bound is None else _converted(bound)
        self.__covariant__ = covariant
        self.__contravariant__ = contravariant

    def __call__(self, *args, **kwargs):
        raise TypeError("'TypeVar' object is not callable")

    def __repr__(self):
        sign = "+" if self.__covariant__ else "-" if self.__contravariant__ else "~"
        return sign + self.__name__


class ParamSpec(TypeVar):
    """The parameters of a function, filled in later; P.args and P.kwargs annotate *args and
    **kwargs."""

    def __init__(self, name, *, bound=None, covariant=False, contravariant=False):
        super().__init__(name, bound=bound, covariant=covariant, contravariant=contravariant)

    @property
    def args(self):
        return ParamSpecArgs(self)

    @property
    def kwargs(self):
        return ParamSpecKwargs(self)


class _ParamSpecPart:
    def __init__(self, origin):
        self.__origin__ = origin

    def __eq__(self, other):
        return self.__origin__ == other.__origin__ if type(other) is type(self) else NotImplemented

    __hash__ = None

    def __repr__(self):
        return f"{self.__origin__.__name__}.{self._part}"


class ParamSpecArgs(_ParamSpecPart):
    _part = "args"


class ParamSpecKwargs(_ParamSpecPart):
    _part = "kwargs"


AnyStr = TypeVar("AnyStr", bytes, str)
T, KT, VT = TypeVar("T"), TypeVar("KT"), TypeVar("VT")
T_co, V_co, VT_co = [TypeVar(name, covariant=True) for name in ("T_co", "V_co", "VT_co")]
T_contra = TypeVar("T_contra", contravariant=True)


# ---- generic classes, protocols ------------------------------------------------------------------

class Generic:
    """The base of generic classes: class Box(Generic[T])."""
    __slots__ = ()
    _is_protocol = False

    def __class_getitem__(cls, parameters):
        if not isinstance(parameters, tuple):
            parameters = (parameters,)
        if not parameters:
            raise TypeError(f"Parameter list to {cls.__qualname__}[...] cannot be empty")
        if cls in (Generic, Protocol):
            if not all(isinstance(each, TypeVar) for each in parameters):
                raise TypeError(f"Parameters to {cls.__name__}[...] must all be type variables or "
                                "parameter specification variables.")
            if len(set(parameters)) != len(parameters):
                raise TypeError(f"Parameters to {cls.__name__}[...] must all be unique")
            return _Alias(cls, parameters)
        expected = getattr(cls, "__parameters__", ())
        if not expected:
            raise TypeError(f"{cls} is not a generic class")
        parameters = [_converted(each) for each in parameters]
        _check_count(cls, parameters, len(expected))
        return _Alias(cls, parameters)

    def __init_subclass__(cls, *args, **kwargs):
        super().__init_subclass__(*args, **kwargs)
        bases = cls.__dict__.get("__orig_bases__", ())
        if "__orig_bases__" not in cls.__dict__:
            if Generic in cls.__bases__ and cls.__name__ != "Protocol":
                raise TypeError("Cannot inherit from plain Generic")
            cls.__parameters__ = ()
            return
        for base in bases:
            if isinstance(base, _Alias) and base.__origin__ in (Generic, Protocol):
                cls.__parameters__ = base.__args__
                return
        cls.__parameters__ = _parameters_of(bases)


_NOT_PROTOCOL_MEMBERS = {
    "__abstractmethods__", "__annotations__", "__dict__", "__doc__", "__init__", "__module__",
    "__new__", "__slots__", "__subclasshook__", "__weakref__", "__class_getitem__",
    "__orig_bases__", "__parameters__", "_is_protocol", "_is_runtime_protocol", "__qualname__",
    "_abc_registry", "_abc_known", "_abc_known_since", "__init_subclass__", "__match_args__"}


def _protocol_members(cls):
    names = set()
    for base in cls.__mro__[:-1]:
        if base.__name__ not in ("Protocol", "Generic"):
            names.update(base.__dict__)
            names.update(base.__dict__.get("__annotations__", {}))
    return names - _NOT_PROTOCOL_MEMBERS


class _ProtocolMeta(ABCMeta):
    def __instancecheck__(cls, instance):
        if getattr(cls, "_is_protocol", False):
            if not getattr(cls, "_is_runtime_protocol", False):
                raise TypeError("Instance and class checks can only be used with "
                                "@runtime_checkable protocols")
            if super().__instancecheck__(instance):
                return True
            return all(hasattr(instance, name) for name in _protocol_members(cls))
        return super().__instancecheck__(instance)

    def __subclasscheck__(cls, subclass):
        if cls.__dict__.get("_is_protocol", False) and cls.__name__ != "Protocol":
            if not getattr(cls, "_is_runtime_protocol", False):
                raise TypeError("Instance and class checks can only be used with "
                                "@runtime_checkable protocols")
            if all(any(name in base.__dict__ for base in subclass.__mro__)
                   for name in _protocol_members(cls)):
                return True
        return super().__subclasscheck__(subclass)


def _no_protocol_init(self, *args, **kwargs):
    if type(self)._is_protocol:
        raise TypeError("Protocols cannot be instantiated")


class Protocol(Generic, metaclass=_ProtocolMeta):
    """The base of protocols: classes that say what others have, without being their base."""
    __slots__ = ()
    _is_protocol = True
    _is_runtime_protocol = False

    def __init_subclass__(cls, *args, **kwargs):
        super().__init_subclass__(*args, **kwargs)
        cls._is_protocol = Protocol in cls.__bases__
        if cls._is_protocol and "__init__" not in cls.__dict__:
            cls.__init__ = _no_protocol_init


def runtime_checkable(cls):
    """isinstance() looks whether an object has what the protocol names."""
    if not isinstance(cls, type) or not getattr(cls, "_is_protocol", False):
        raise TypeError(f"@runtime_checkable can be only applied to protocol classes, got {cls!r}")
    cls._is_runtime_protocol = True
    return cls


def _protocol(name, method, result):
    def function(self):
        pass
    function.__name__ = method
    return runtime_checkable(_ProtocolMeta(name, (Protocol,), {
        method: abstractmethod(function), "__module__": "typing", "__qualname__": name}))


SupportsInt = _protocol("SupportsInt", "__int__", int)
SupportsFloat = _protocol("SupportsFloat", "__float__", float)
SupportsIndex = _protocol("SupportsIndex", "__index__", int)
SupportsAbs = _protocol("SupportsAbs", "__abs__", int)


# ---- the collections -----------------------------------------------------------------------------

List = _Collection(list, 1, "List")
Dict = _Collection(dict, 2, "Dict")
Set = _Collection(set, 1, "Set")
FrozenSet = _Collection(frozenset, 1, "FrozenSet")
Tuple = _Collection(tuple, -1, "Tuple")
Type = _Collection(type, 1, "Type")
Deque = _Collection(collections.deque, 1, "Deque")
DefaultDict = _Collection(collections.defaultdict, 2, "DefaultDict")
OrderedDict = _Collection(collections.OrderedDict, 2, "OrderedDict")
Counter = _Collection(collections.Counter, 1, "Counter")
ChainMap = _Collection(collections.ChainMap, 2, "ChainMap")
Callable = _Collection(_abc.Callable, 2, "Callable")
Iterable = _Collection(_abc.Iterable, 1, "Iterable")
Iterator = _Collection(_abc.Iterator, 1, "Iterator")
Generator = _Collection(_abc.Generator, 3, "Generator")
Reversible = _Collection(_abc.Reversible, 1, "Reversible")
Container = _Collection(_abc.Container, 1, "Container")
Collection = _Collection(_abc.Collection, 1, "Collection")
Sequence = _Collection(_abc.Sequence, 1, "Sequence")
MutableSequence = _Collection(_abc.MutableSequence, 1, "MutableSequence")
AbstractSet = _Collection(_abc.Set, 1, "AbstractSet")
MutableSet = _Collection(_abc.MutableSet, 1, "MutableSet")
Mapping = _Collection(_abc.Mapping, 2, "Mapping")
MutableMapping = _Collection(_abc.MutableMapping, 2, "MutableMapping")
KeysView = _Collection(_abc.KeysView, 1, "KeysView")
ItemsView = _Collection(_abc.ItemsView, 2, "ItemsView")
ValuesView = _Collection(_abc.ValuesView, 1, "ValuesView")
Hashable = _Collection(_abc.Hashable, 0, "Hashable")
Sized = _Collection(_abc.Sized, 0, "Sized")
ByteString = _Collection(_abc.ByteString, 0, "ByteString")
MappingView = _Collection(_abc.MappingView, 1, "MappingView")
Text = str


def __getattr__(name):
    """Those that stand for classes of other modules wait until someone asks for them."""
    if name in ("Pattern", "Match"):
        import re
        value = _Collection(getattr(re, name), 1, name)
    elif name == "ContextManager":
        import contextlib
        value = _Collection(contextlib.AbstractContextManager, 1, name)
    else:
        raise AttributeError(f"module 'typing' has no attribute {name!r}")
    globals()[name] = value
    return value


class IO(Generic[AnyStr]):
    """An open file, of str or of bytes."""
    __slots__ = ()


class BinaryIO(IO[bytes]):
    """An open file of bytes."""
    __slots__ = ()


class TextIO(IO[str]):
    """An open file of str."""
    __slots__ = ()


# ---- classes from annotations --------------------------------------------------------------------

class _NamedTupleMeta(type):
    def __new__(cls, typename, bases, namespace):
        annotations = namespace.get("__annotations__", {})
        names = list(annotations)
        defaults = []
        for name in names:
            if name in namespace:
                defaults.append(namespace.pop(name))
            elif defaults:
                raise TypeError(f"Non-default namedtuple field {name} cannot follow default field"
                                f"{'s' if len(defaults) > 1 else ''} "
                                f"{', '.join(names[names.index(name) - len(defaults):names.index(name)])}")
        made = collections.namedtuple(typename, names, defaults=defaults,
                                      module=namespace.get("__module__"))
        for name, value in namespace.items():
            if name in ("__new__", "__init__", "__slots__", "__getnewargs__", "_fields"):
                raise AttributeError(f"Cannot overwrite NamedTuple attribute {name}")
            if name not in ("__qualname__",):
                setattr(made, name, value)
        made.__qualname__ = namespace.get("__qualname__", typename)
        return made


def NamedTuple(typename, fields=None, /, **kwargs):
    """class Point(NamedTuple): x: int; or NamedTuple("Point", [("x", int)])"""
    pairs = list(kwargs.items() if fields is None else fields)
    made = collections.namedtuple(typename, [name for name, _ in pairs])
    made.__annotations__ = {name: _converted(kind) for name, kind in pairs}
    made.__module__ = sys._getframe(1).f_globals.get("__name__", "__main__")
    return made


_NamedTuple = type.__new__(_NamedTupleMeta, "NamedTuple", (), {})


def _named_tuple_entries(bases):
    return (_NamedTuple,)


NamedTuple.__mro_entries__ = _named_tuple_entries


class _TypedDictMeta(type):
    def __new__(cls, name, bases, namespace, total=True):
        made = type.__new__(cls, name, (dict,), namespace)
        annotations = {}
        required, optional = set(), set()
        for base in bases:
            annotations.update(base.__dict__.get("__annotations__", {}))
            required |= base.__dict__.get("__required_keys__", set())
            optional |= base.__dict__.get("__optional_keys__", set())
        own = {key: _converted(kind)
               for key, kind in namespace.get("__annotations__", {}).items()}
        annotations.update(own)
        for key, kind in own.items():
            origin = getattr(kind, "__origin__", None)
            is_required = origin is Required or (total and origin is not NotRequired)
            (required if is_required else optional).add(key)
        made.__annotations__ = annotations
        made.__required_keys__ = frozenset(required)
        made.__optional_keys__ = frozenset(optional)
        made.__total__ = total
        return made

    def __call__(cls, *args, **kwargs):
        return dict(*args, **kwargs)

    def __instancecheck__(cls, obj):
        raise TypeError("TypedDict does not support instance and class checks")

    __subclasscheck__ = __instancecheck__


def TypedDict(typename, fields=None, /, *, total=True, **kwargs):
    """class Movie(TypedDict): name: str. An instance is a dict."""
    annotations = dict(kwargs if fields is None else fields)
    return _TypedDictMeta(typename, (), {
        "__annotations__": annotations, "__qualname__": typename,
        "__module__": sys._getframe(1).f_globals.get("__name__", "__main__")}, total=total)


_TypedDict = type.__new__(_TypedDictMeta, "TypedDict", (), {})


def _typed_dict_entries(bases):
    return (_TypedDict,)


TypedDict.__mro_entries__ = _typed_dict_entries


class NewType(_Operators):
    """A type of its own for the reader; calling it gives the value back."""

    def __init__(self, name, tp):
        self.__qualname__ = name
        self.__name__ = name.rpartition(".")[2]
        self.__supertype__ = tp
        self.__module__ = sys._getframe(1).f_globals.get("__name__", "__main__")

    def __call__(self, x):
        return x

    def __repr__(self):
        return f"{self.__module__}.{self.__qualname__}"


# ---- functions -----------------------------------------------------------------------------------

def cast(typ, val):
    """val, which is said to be of a type."""
    return val


def final(f):
    try:
        f.__final__ = True
    except (AttributeError, TypeError):  # a property, a class that refuses: nothing is said then
        pass
    return f


def dataclass_transform(*, eq_default=True, order_default=False, kw_only_default=False,
                        field_specifiers=(), **kwargs):
    """A decorator by which a type checker knows what makes dataclasses."""
    def decorator(cls_or_fn):
        cls_or_fn.__dataclass_transform__ = {
            "eq_default": eq_default, "order_default": order_default,
            "kw_only_default": kw_only_default, "field_specifiers": field_specifiers,
            "kwargs": kwargs}
        return cls_or_fn
    return decorator


def overload(func):
    def _overload_dummy(*args, **kwds):
        raise NotImplementedError(
            "You should not call an overloaded function. A series of @overload-decorated "
            "functions outside a stub module should always be followed by an implementation that "
            "is not @overload-ed.")
    return _overload_dummy


def no_type_check(arg):
    arg.__no_type_check__ = True
    return arg


def assert_type(val, typ, /):
    return val


def assert_never(arg, /):
    raise AssertionError(f"Expected code to be unreachable, but got: {arg!r:.100}")


def reveal_type(obj, /):
    print(f"Runtime type is {type(obj).__name__!r}", file=sys.stderr)
    return obj


def get_origin(tp):
    if isinstance(tp, types.UnionType):
        return types.UnionType
    if isinstance(tp, _AnnotatedAlias):
        return Annotated
    return getattr(tp, "__origin__", Generic if tp is Generic else None)


def get_args(tp):
    if isinstance(tp, _AnnotatedAlias):
        return (tp.__origin__, *tp.__metadata__)
    args = getattr(tp, "__args__", ()) if not isinstance(tp, type) or hasattr(tp, "__origin__") \
        else ()
    if getattr(tp, "__origin__", None) is _abc.Callable and args and not (
            args[0] is ... or isinstance(args[0], ParamSpec) or _is_concatenation(args[0])):
        return (list(args[:-1]), args[-1])
    return args


def _resolved(value, space, local, extras):
    """An annotation with the names in quotes, wherever they stand in it, replaced; without what
    Annotated and its like add to a type, unless extras are asked for."""
    if value is None:
        return type(None)
    if isinstance(value, ForwardRef):
        value = value.__forward_arg__
    if isinstance(value, str):
        return _resolved(eval(value, space, local), space, local, extras)
    if isinstance(value, _AnnotatedAlias) and not extras:
        return _resolved(value.__origin__, space, local, extras)
    if isinstance(value, _Alias) and not extras and value.__origin__ in (Required, NotRequired):
        return _resolved(value.__args__[0], space, local, extras)
    args = getattr(value, "__args__", None)
    if not isinstance(args, tuple) or getattr(value, "__origin__", None) is Literal \
            or not isinstance(value, (_Alias, types.GenericAlias, types.UnionType)):
        return value
    found = tuple([[_resolved(each, space, local, extras) for each in arg] if isinstance(arg, list)
                   else arg if arg is ... else _resolved(arg, space, local, extras)
                   for arg in args])
    if all([one is other for one, other in zip(found, args)]):
        return value
    if isinstance(value, _Alias):
        return value._with(found)
    if isinstance(value, types.UnionType):
        return Union[found]
    return types.GenericAlias(value.__origin__, found)


def get_type_hints(obj, globalns=None, localns=None, include_extras=False):
    """The annotations, with names in quotes replaced by what they name."""
    if getattr(obj, "__no_type_check__", None):
        return {}
    hints = {}
    if isinstance(obj, type):
        for each in reversed(obj.__mro__):
            space, local = globalns, localns
            if space is None:
                space = getattr(sys.modules.get(each.__module__), "__dict__", {})
                local = dict(vars(each)) if localns is None else localns
            annotations = each.__dict__.get("__annotations__", {})
            for name, value in (annotations if isinstance(annotations, dict) else {}).items():
                hints[name] = _resolved(value, space, local, include_extras)
        return hints
    annotations = getattr(obj, "__annotations__", None)
    if annotations is None and not callable(obj) and not isinstance(obj, types.ModuleType):
        raise TypeError(f"{obj!r} is not a module, class, method, or function.")
    space = globalns
    if space is None:
        inner = obj
        while hasattr(inner, "__wrapped__"):
            inner = inner.__wrapped__
        space = vars(obj) if isinstance(obj, types.ModuleType) \
            else getattr(inner, "__globals__", {})
    for name, value in (annotations or {}).items():
        hints[name] = _resolved(value, space, localns, include_extras)
    return hints
