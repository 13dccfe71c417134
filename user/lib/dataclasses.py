"""Classes that are made of their annotated fields: __init__, __repr__, comparisons are written for
them."""
import sys
from reprlib import recursive_repr
from types import MappingProxyType

__all__ = ["dataclass", "field", "Field", "FrozenInstanceError", "InitVar", "KW_ONLY", "MISSING",
           "fields", "asdict", "astuple", "make_dataclass", "replace", "is_dataclass"]


class FrozenInstanceError(AttributeError):
    """A field of a frozen instance was to be changed."""


class _HAS_DEFAULT_FACTORY_CLASS:
    def __repr__(self):
        return "<factory>"


_HAS_DEFAULT_FACTORY = _HAS_DEFAULT_FACTORY_CLASS()


class _MISSING_TYPE:
    pass


MISSING = _MISSING_TYPE()


class _KW_ONLY_TYPE:
    pass


KW_ONLY = _KW_ONLY_TYPE()

_FIELDS = "__dataclass_fields__"
_PARAMS = "__dataclass_params__"
_POST_INIT = "__post_init__"


class InitVar:
    """The annotation of a parameter that goes to __post_init__ and is no field."""
    __slots__ = ("type",)

    def __init__(self, type):
        self.type = type

    def __class_getitem__(cls, type):
        return InitVar(type)

    def __repr__(self):
        name = self.type.__name__ if isinstance(self.type, type) else repr(self.type)
        return f"dataclasses.InitVar[{name}]"


_NO_METADATA = MappingProxyType({})


class Field:
    """What is known of a field: made by field()."""
    __slots__ = ("name", "type", "default", "default_factory", "repr", "hash", "init", "compare",
                 "metadata", "kw_only", "_field_type")

    def __init__(self, default, default_factory, init, repr, hash, compare, metadata, kw_only):
        self.name = self.type = None
        self.default = default
        self.default_factory = default_factory
        self.init = init
        self.repr = repr
        self.hash = hash
        self.compare = compare
        self.metadata = _NO_METADATA if metadata is None else MappingProxyType(metadata)
        self.kw_only = kw_only
        self._field_type = None

    __class_getitem__ = classmethod(type(list[int]))

    @recursive_repr()
    def __repr__(self):
        names = ("name", "type", "default", "default_factory", "init", "repr", "hash", "compare",
                 "metadata", "kw_only")
        parts = [f"{name}={getattr(self, name)!r}" for name in names]
        return f"Field({','.join(parts)},_field_type={self._field_type})"

    def __set_name__(self, owner, name):
        function = getattr(type(self.default), "__set_name__", None)
        if function:
            function(self.default, owner, name)


class _Kind:
    def __init__(self, name):
        self.name = name

    def __repr__(self):
        return self.name


_FIELD, _FIELD_CLASSVAR, _FIELD_INITVAR = [
    _Kind(name) for name in ("_FIELD", "_FIELD_CLASSVAR", "_FIELD_INITVAR")]


class _DataclassParams:
    __slots__ = ("init", "repr", "eq", "order", "unsafe_hash", "frozen")

    def __init__(self, *values):
        for name, value in zip(self.__slots__, values):
            setattr(self, name, value)

    def __repr__(self):
        parts = [f"{name}={getattr(self, name)!r}" for name in self.__slots__]
        return f"_DataclassParams({','.join(parts)})"


def field(*, default=MISSING, default_factory=MISSING, init=True, repr=True, hash=None,
          compare=True, metadata=None, kw_only=MISSING):
    """What to say of a field beside its type."""
    if default is not MISSING and default_factory is not MISSING:
        raise ValueError("cannot specify both default and default_factory")
    return Field(default, default_factory, init, repr, hash, compare, metadata, kw_only)


# ---- finding the fields -------------------------------------------------------------------------

def _kind_of(annotation, cls):
    if isinstance(annotation, str):  # from __future__ import annotations
        annotation = _named_by(annotation, cls)
    if isinstance(annotation, InitVar) or annotation is InitVar:
        return _FIELD_INITVAR
    typing = sys.modules.get("typing")
    if typing is not None and (annotation is typing.ClassVar
                               or getattr(annotation, "__origin__", None) is typing.ClassVar):
        return _FIELD_CLASSVAR
    return _FIELD


def _identifier(text):
    """The name at the beginning of a text, and what follows it."""
    text = text.lstrip()
    length = 0
    while length < len(text) and (text[length].isalnum() or text[length] == "_"):
        length += 1
    return text[:length], text[length:].lstrip()


def _named_by(annotation, cls):
    """What NAME or MODULE.NAME at the beginning of an annotation is in the class's module: the
    text is not evaluated, its other names may not be there yet."""
    space = getattr(sys.modules.get(cls.__module__), "__dict__", {})
    name, rest = _identifier(annotation)
    if name and rest.startswith("."):
        module = space.get(name)
        if module is None or module not in (sys.modules.get("typing"), sys.modules[__name__]):
            return None
        space = module.__dict__
        name, rest = _identifier(rest[1:])
    return space.get(name)


def _make_field(cls, name, annotation, default_kw_only):
    default = getattr(cls, name, MISSING)
    if isinstance(default, Field):
        found = default
    else:
        if hasattr(default, "__objclass__") and hasattr(default, "__get__"):
            default = MISSING  # the member that __slots__ made
        found = field(default=default)
    found.name = name
    found.type = annotation
    found._field_type = _kind_of(annotation, cls)
    if found._field_type is not _FIELD and found.default_factory is not MISSING:
        raise TypeError(f"field {name} cannot have a default factory")
    if found._field_type is _FIELD_CLASSVAR:
        if found.kw_only is not MISSING:
            raise TypeError(f"field {name} is a ClassVar but specifies kw_only")
    elif found.kw_only is MISSING:
        found.kw_only = default_kw_only
    if found._field_type is _FIELD and found.default.__class__.__hash__ is None:
        raise ValueError(f"mutable default {type(found.default)} for field {name} is not allowed: "
                         "use default_factory")
    return found


def _own_fields(cls, kw_only):
    found = []
    seen_marker = False
    for name, annotation in cls.__dict__.get("__annotations__", {}).items():
        if annotation is KW_ONLY or (isinstance(annotation, str)
                                     and annotation.rpartition(".")[2] == "KW_ONLY"):
            if seen_marker:
                raise TypeError(f"{name!r} is KW_ONLY, but KW_ONLY has already been specified")
            seen_marker = kw_only = True
        else:
            found.append(_make_field(cls, name, annotation, kw_only))
    return found


def _collect_fields(cls, params, kw_only):
    collected = {}
    any_frozen, has_bases = False, False
    for base in cls.__mro__[-1:0:-1]:
        base_fields = base.__dict__.get(_FIELDS)
        if base_fields is not None:
            has_bases = True
            collected.update(base_fields)
            any_frozen |= getattr(base, _PARAMS).frozen
    for each in _own_fields(cls, kw_only):
        collected[each.name] = each
        if isinstance(getattr(cls, each.name, None), Field):
            if each.default is MISSING:
                delattr(cls, each.name)
            else:
                setattr(cls, each.name, each.default)
    annotations = cls.__dict__.get("__annotations__", {})
    for name, value in cls.__dict__.items():
        if isinstance(value, Field) and name not in annotations:
            raise TypeError(f"{name!r} is a field but has no type annotation")
    if has_bases:
        if any_frozen and not params.frozen:
            raise TypeError("cannot inherit non-frozen dataclass from a frozen one")
        if not any_frozen and params.frozen:
            raise TypeError("cannot inherit frozen dataclass from a non-frozen one")
    return collected


# ---- writing the methods ------------------------------------------------------------------------

def _make_function(cls, name, parameters, body, space):
    """A method from its text; what the text names stands in space."""
    names = ", ".join(space)
    lines = "\n".join(["  " + line for line in body])
    scope = {}
    exec(f"def make({names}):\n def {name}({', '.join(parameters)}):\n{lines}\n return {name}\n",
         sys.modules[cls.__module__].__dict__ if cls.__module__ in sys.modules else {}, scope)
    function = scope["make"](**space)
    function.__qualname__ = f"{cls.__qualname__}.{name}"
    return function


def _set_new(cls, name, value):
    """Whether it was there already; otherwise it is now."""
    if name in cls.__dict__:
        return True
    setattr(cls, name, value)
    return False


def _parameter(each):
    if each.default is MISSING and each.default_factory is MISSING:
        return each.name
    default = "_default_" if each.default is not MISSING else "_factory_"
    return f"{each.name}={default}{each.name}"


def _init_lines(each, frozen, slots, space):
    """What __init__ does for a field."""
    if each.default is not MISSING:
        space["_default_" + each.name] = each.default
    if each.default_factory is not MISSING:
        space["_factory_" + each.name] = _HAS_DEFAULT_FACTORY
        space["_make_" + each.name] = each.default_factory
        made = f"_make_{each.name}()"
        value = f"{made} if {each.name} is _factory else {each.name}" if each.init else made
    elif each.init:
        value = each.name
    elif slots and each.default is not MISSING:
        value = "_default_" + each.name  # the class attribute makes way for the slot
    else:
        return []
    if each._field_type is _FIELD_INITVAR:
        return []
    if frozen:
        return [f"_setattr(_self, {each.name!r}, {value})"]
    return [f"_self.{each.name} = {value}"]


def _make_init(cls, all_fields, frozen, slots):
    space = {"_factory": _HAS_DEFAULT_FACTORY, "_setattr": object.__setattr__}
    given = [each for each in all_fields if each.init and not each.kw_only]
    named = [each for each in all_fields if each.init and each.kw_only]
    seen_default = False
    for each in given:
        if each.default is not MISSING or each.default_factory is not MISSING:
            seen_default = True
        elif seen_default:
            raise TypeError(f"non-default argument {each.name!r} follows default argument")
    body = [line for each in all_fields for line in _init_lines(each, frozen, slots, space)]
    if hasattr(cls, _POST_INIT):
        variables = [each.name for each in all_fields if each._field_type is _FIELD_INITVAR]
        body.append(f"_self.{_POST_INIT}({', '.join(variables)})")
    self_name = "__dataclass_self__" if any(each.name == "self" for each in all_fields) else "self"
    body = [line.replace("_self", self_name) if not line.startswith("_setattr")
            else line.replace("(_self,", f"({self_name},", 1) for line in body]
    parameters = [self_name] + [_parameter(each) for each in given]
    if named:
        parameters += ["*"] + [_parameter(each) for each in named]
    function = _make_function(cls, "__init__", parameters, body or ["pass"], space)
    function.__annotations__ = {each.name: each.type for each in given + named}
    function.__annotations__["return"] = None
    return function


def _make_repr(names):
    def __repr__(self):
        parts = [f"{name}={getattr(self, name)!r}" for name in names]
        return f"{self.__class__.__qualname__}({', '.join(parts)})"
    guarded = recursive_repr()(__repr__)
    guarded.__wrapped__ = __repr__  # by which pprint knows it
    return guarded


def _tuple_of(names):
    if len(names) == 1:
        name = names[0]
        return lambda self: (getattr(self, name),)
    return lambda self: tuple([getattr(self, name) for name in names])


_ORDER = (("__lt__", "<"), ("__le__", "<="), ("__gt__", ">"), ("__ge__", ">="))


def _make_comparison(cls, name, operator, names):
    mine, theirs = ["".join([f"{instance}.{each}," for each in names])
                    for instance in ("self", "other")]
    return _make_function(cls, name, ["self", "other"],
                          ["if other.__class__ is self.__class__:",
                           f" return ({mine}){operator}({theirs})",
                           "return NotImplemented"], {})


def _add_comparisons(cls, params, compared):
    names = [each.name for each in compared]
    methods = [("__eq__", "==")] if params.eq else []
    if params.order:
        methods += _ORDER
    for name, operator in methods:
        method = _make_comparison(cls, name, operator, names)
        if _set_new(cls, name, method) and name != "__eq__":
            raise TypeError(f"Cannot overwrite attribute {name} in class {cls.__name__}. Consider "
                            "using functools.total_ordering")


def _add_hash(cls, params, compared, has_hash):
    if params.unsafe_hash and has_hash:
        raise TypeError(f"Cannot overwrite attribute __hash__ in class {cls.__name__}")
    if not params.unsafe_hash and (not params.eq or has_hash):
        return
    if params.unsafe_hash or params.frozen:
        values = _tuple_of([each.name for each in compared
                            if (each.compare if each.hash is None else each.hash)])

        def __hash__(self):
            return hash(values(self))
        __hash__.__qualname__ = f"{cls.__qualname__}.__hash__"
        cls.__hash__ = __hash__
    else:
        cls.__hash__ = None


def _add_frozen(cls, names):
    def __setattr__(self, name, value):
        if type(self) is cls or name in names:
            raise FrozenInstanceError(f"cannot assign to field {name!r}")
        super(cls, self).__setattr__(name, value)

    def __delattr__(self, name):
        if type(self) is cls or name in names:
            raise FrozenInstanceError(f"cannot delete field {name!r}")
        super(cls, self).__delattr__(name)
    for function in (__setattr__, __delattr__):
        function.__qualname__ = f"{cls.__qualname__}.{function.__name__}"
        if _set_new(cls, function.__name__, function):
            raise TypeError(f"Cannot overwrite attribute {function.__name__} in class "
                            f"{cls.__name__}")


def _annotation_text(annotation):
    """As inspect.signature() shows it."""
    if getattr(annotation, "__module__", None) == "typing":
        return repr(annotation).replace("typing.", "")
    if not isinstance(annotation, type) or hasattr(annotation, "__origin__"):
        return repr(annotation)
    if annotation.__module__ == "builtins":
        return annotation.__qualname__
    return f"{annotation.__module__}.{annotation.__qualname__}"


def _signature(cls, all_fields):
    """The text that stands in for a doc string: Point(x: int, y: int = 0)."""
    def text(each):
        kind = _annotation_text(each.type)
        if each.default is not MISSING:
            return f"{each.name}: {kind} = {each.default!r}"
        return f"{each.name}: {kind}" + (" = <factory>" if each.default_factory is not MISSING
                                         else "")
    plain = [text(each) for each in all_fields if each.init and not each.kw_only]
    named = [text(each) for each in all_fields if each.init and each.kw_only]
    return f"{cls.__name__}({', '.join(plain + (['*'] + named if named else []))})"


def _slots_of(cls):
    slots = cls.__dict__.get("__slots__", ())
    if hasattr(slots, "__next__"):
        raise TypeError(f"Slots of '{cls.__name__}' cannot be determined")
    return (slots,) if isinstance(slots, str) else slots


def _with_slots(cls, names, frozen, weakref_slot):
    """The class once more, with __slots__."""
    if "__slots__" in cls.__dict__:
        raise TypeError(f"{cls.__name__} already specifies __slots__")
    inherited = {name for base in cls.__mro__[1:-1] for name in _slots_of(base)}
    namespace = dict(cls.__dict__)
    wanted = names + ["__weakref__"] if weakref_slot else names
    namespace["__slots__"] = tuple([name for name in wanted if name not in inherited])
    for name in names + ["__dict__", "__weakref__"]:
        namespace.pop(name, None)
    made = type(cls)(cls.__name__, cls.__bases__, namespace)
    made.__qualname__ = cls.__qualname__
    if frozen:  # copies are filled by way of object.__setattr__
        made.__getstate__, made.__setstate__ = _getstate, _setstate
    return made


def _getstate(self):
    return [getattr(self, each.name) for each in fields(self)]


def _setstate(self, state):
    for each, value in zip(fields(self), state):
        object.__setattr__(self, each.name, value)


def _process_class(cls, params, match_args, kw_only, slots, weakref_slot):
    collected = _collect_fields(cls, params, kw_only)
    setattr(cls, _FIELDS, collected)
    setattr(cls, _PARAMS, params)
    own_hash = cls.__dict__.get("__hash__", MISSING)
    has_hash = not (own_hash is MISSING or own_hash is None and "__eq__" in cls.__dict__)
    if params.order and not params.eq:
        raise ValueError("eq must be true if order is true")
    all_fields = [each for each in collected.values()
                  if each._field_type in (_FIELD, _FIELD_INITVAR)]
    real = [each for each in all_fields if each._field_type is _FIELD]
    if params.init:
        _set_new(cls, "__init__", _make_init(cls, all_fields, params.frozen, slots))
    if params.repr:
        method = _make_repr([each.name for each in real if each.repr])
        method.__qualname__ = f"{cls.__qualname__}.__repr__"
        _set_new(cls, "__repr__", method)
    compared = [each for each in real if each.compare]
    _add_comparisons(cls, params, compared)
    if params.frozen:
        _add_frozen(cls, {each.name for each in real})
    _add_hash(cls, params, [each for each in real], has_hash)
    if not getattr(cls, "__doc__"):
        cls.__doc__ = _signature(cls, all_fields)
    if match_args:
        _set_new(cls, "__match_args__", tuple([each.name for each in all_fields
                                               if each.init and not each.kw_only]))
    if hasattr(cls, "__abstractmethods__"):  # some of them may be there now
        from abc import update_abstractmethods
        update_abstractmethods(cls)
    if slots:
        return _with_slots(cls, [each.name for each in real], params.frozen, weakref_slot)
    if weakref_slot:
        raise TypeError("weakref_slot is True but slots is False")
    return cls


def dataclass(cls=None, /, *, init=True, repr=True, eq=True, order=False, unsafe_hash=False,
              frozen=False, match_args=True, kw_only=False, slots=False, weakref_slot=False):
    """Adds to a class what follows from its annotated fields."""
    def wrap(cls):
        params = _DataclassParams(init, repr, eq, order, unsafe_hash, frozen)
        return _process_class(cls, params, match_args, kw_only, slots, weakref_slot)
    return wrap if cls is None else wrap(cls)


# ---- using instances ----------------------------------------------------------------------------

def fields(class_or_instance):
    """The fields of a dataclass, or of an instance of one."""
    try:
        found = getattr(class_or_instance, _FIELDS)
    except AttributeError:
        raise TypeError("must be called with a dataclass type or instance") from None
    return tuple([each for each in found.values() if each._field_type is _FIELD])


def is_dataclass(obj):
    """Is it a dataclass, or an instance of one?"""
    return hasattr(obj if isinstance(obj, type) else type(obj), _FIELDS)


def _is_instance(obj):
    return hasattr(type(obj), _FIELDS)


def asdict(obj, *, dict_factory=dict):
    """The fields as a dict, in it those of dataclasses inside of it."""
    if not _is_instance(obj):
        raise TypeError("asdict() should be called on dataclass instances")
    return _convert(obj, lambda pairs: dict_factory(pairs), True)


def astuple(obj, *, tuple_factory=tuple):
    """The fields' values as a tuple, in it those of dataclasses inside of it."""
    if not _is_instance(obj):
        raise TypeError("astuple() should be called on dataclass instances")
    return _convert(obj, lambda pairs: tuple_factory([value for _, value in pairs]), False)


def _convert(obj, make, for_dict):
    if _is_instance(obj):
        return make([(each.name, _convert(getattr(obj, each.name), make, for_dict))
                     for each in fields(obj)])
    if isinstance(obj, tuple) and hasattr(obj, "_fields"):
        return type(obj)(*[_convert(item, make, for_dict) for item in obj])
    if isinstance(obj, (list, tuple)):
        return type(obj)([_convert(item, make, for_dict) for item in obj])
    if isinstance(obj, dict):
        return type(obj)([(_convert(key, make, for_dict), _convert(value, make, for_dict))
                          for key, value in obj.items()])
    import copy
    return copy.deepcopy(obj)


def replace(obj, /, **changes):
    """A further instance, with other values for some fields."""
    if not _is_instance(obj):
        raise TypeError("replace() should be called on dataclass instances")
    for each in getattr(obj, _FIELDS).values():
        if each._field_type is _FIELD_CLASSVAR:
            continue
        if not each.init:
            if each.name in changes:
                raise ValueError(f"field {each.name} is declared with init=False, it cannot be "
                                 "specified with replace()")
        elif each.name not in changes:
            if each._field_type is _FIELD_INITVAR and each.default is MISSING:
                raise ValueError(f"InitVar {each.name!r} must be specified with replace()")
            changes[each.name] = getattr(obj, each.name)
    return obj.__class__(**changes)


def make_dataclass(cls_name, fields, *, bases=(), namespace=None, **options):
    """A dataclass from a list of names, (name, type) and (name, type, field)."""
    from keyword import iskeyword
    from types import new_class
    namespace = {} if namespace is None else dict(namespace)
    annotations = {}
    for item in fields:
        if isinstance(item, str):
            name, kind = item, "typing.Any"
        elif len(item) == 2:
            name, kind = item
        elif len(item) == 3:
            name, kind, namespace[item[0]] = item
        else:
            raise TypeError(f"Invalid field: {item!r}")
        if not isinstance(name, str) or not name.isidentifier():
            raise TypeError(f"Field names must be valid identifiers: {name!r}")
        if iskeyword(name):
            raise TypeError(f"Field names must not be keywords: {name!r}")
        if name in annotations:
            raise TypeError(f"Field name duplicated: {name!r}")
        annotations[name] = kind
    namespace["__annotations__"] = annotations
    return dataclass(new_class(cls_name, bases, {}, lambda space: space.update(namespace)),
                     **options)
