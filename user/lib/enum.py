"""Enumerations: classes whose attributes are their only instances, in a fixed order."""
from operator import or_ as _or
from functools import reduce

__all__ = ["EnumMeta", "EnumType", "Enum", "IntEnum", "StrEnum", "Flag", "IntFlag", "ReprEnum",
           "auto", "unique", "member", "nonmember", "CONFORM", "STRICT", "KEEP", "EJECT"]


class auto:
    """A value that the enumeration chooses."""

    def __init__(self, value=None):
        self.value = value

    def __repr__(self):
        return f"auto({self.value!r})"


class nonmember:
    """A value in the body that becomes no member."""

    def __init__(self, value):
        self.value = value


class member:
    """A value in the body that becomes a member, though it would not otherwise."""

    def __init__(self, value):
        self.value = value


STRICT, CONFORM, EJECT, KEEP = "strict", "conform", "eject", "keep"


def _is_descriptor(value):
    return (hasattr(value, "__get__") or hasattr(value, "__set__") or hasattr(value, "__delete__"))


def _is_dunder(name):
    return len(name) > 4 and name[:2] == name[-2:] == "__" and name[2] != "_" and name[-3] != "_"


def _is_sunder(name):
    return len(name) > 2 and name[0] == name[-1] == "_" and name[1] != "_" and name[-2] != "_"


class _Body(dict):
    """The names of an enumeration while its body runs: notes the members in their order."""

    def __init__(self, cls_name):
        super().__init__()
        self._cls_name = cls_name
        self._member_names = {}
        self._last_values = []
        self._ignore = []
        self._generate = None

    def __setitem__(self, key, value):
        if _is_sunder(key):
            if key == "_generate_next_value_":
                function = value.__func__ if isinstance(value, staticmethod) else value
                self._generate = function
            elif key == "_ignore_":
                value = value.replace(",", " ").split() if isinstance(value, str) else list(value)
                self._ignore = value
            elif key not in ("_order_", "_missing_", "_value_repr_", "_numeric_repr_"):
                raise ValueError(f"_sunder_ names, such as {key!r}, are reserved for future Enum "
                                 "use")
        elif _is_dunder(key) or key in self._ignore or self._is_private(key):
            pass
        elif key in self._member_names:
            raise TypeError(f"{key!r} already defined as {self[key]!r}")
        elif isinstance(value, nonmember):
            value = value.value
        elif isinstance(value, member) or not _is_descriptor(value):
            if key in self:
                raise TypeError(f"{key!r} already defined as {self[key]!r}")
            value = self._value_of(key, value.value if isinstance(value, member) else value)
            self._member_names[key] = None
            self._last_values.append(value)
        dict.__setitem__(self, key, value)

    def _is_private(self, key):
        prefix = f"_{self._cls_name.lstrip('_')}__"
        return key.startswith(prefix) and not key.endswith("__")

    def _value_of(self, key, value):
        """With the auto() in it, or that it is, replaced."""
        if isinstance(value, auto):
            if value.value is None:
                value.value = self._generate(key, 1, len(self._member_names),
                                             self._last_values[:])
            return value.value
        if isinstance(value, tuple) and any(isinstance(part, auto) for part in value):
            return tuple([self._value_of(key, part) for part in value])
        return value


class EnumType(type):
    """The class of enumerations."""

    @classmethod
    def __prepare__(metacls, cls, bases, **kwds):
        metacls._check_for_existing_members(cls, bases)
        body = _Body(cls)
        if bases:
            body._generate = getattr(bases[-1], "_generate_next_value_", None)
        return body

    @staticmethod
    def _check_for_existing_members(cls, bases):
        for base in bases:
            if isinstance(base, EnumType) and base._member_names_:
                raise TypeError(f"<enum {cls!r}> cannot extend {base!r}")

    def __new__(metacls, cls, bases, body, *, boundary=None, **kwds):
        names = list(body._member_names)
        namespace = {key: value for key, value in body.items()
                     if key not in body._member_names and key not in body._ignore}
        namespace.pop("_ignore_", None)
        generate = namespace.get("_generate_next_value_")
        if generate is not None and not isinstance(generate, staticmethod):
            namespace["_generate_next_value_"] = staticmethod(generate)
        invalid = {"mro", ""} & set(names)
        if invalid:
            raise ValueError(f"invalid enum member name(s) {','.join(sorted(invalid))!r}")
        use_new = namespace.get("__new__") if bases else None
        if use_new is not None:
            namespace["__new_member__"] = use_new
        namespace["_member_names_"] = []
        namespace["_member_map_"] = {}
        namespace["_value2member_map_"] = {}
        data_type = _data_type(bases)
        namespace["_member_type_"] = data_type
        made = super().__new__(metacls, cls, bases, namespace, **kwds)
        made._boundary_ = boundary or next(
            (base._boundary_ for base in bases if getattr(base, "_boundary_", None)), None)
        use_new = use_new or _inherited_new(made, bases)
        for name in names:
            made._add_member(name, body[name], use_new)
        if bases:
            made.__new__ = Enum.__new__
            made._prefer_own_methods(bases[-1], data_type, namespace)
        if "Flag" in globals() and issubclass(made, Flag):
            made._note_masks()
        return made

    def _prefer_own_methods(cls, enumeration, data_type, namespace):
        """In class Number(int, Enum) int comes first; repr() is to be the enumeration's."""
        for name in ("__repr__", "__str__", "__format__"):
            found = getattr(cls, name)
            if name not in namespace and found in (getattr(data_type, name),
                                                   getattr(object, name)):
                setattr(cls, name, getattr(enumeration, name))
        if "Flag" in globals() and issubclass(cls, Flag):
            for name in ("__or__", "__and__", "__xor__", "__ror__", "__rand__", "__rxor__",
                         "__invert__"):
                if name not in namespace:
                    setattr(cls, name, getattr(Flag, name))

    def _add_member(cls, name, value, use_new):
        arguments = value if isinstance(value, tuple) else (value,)
        if cls._member_type_ is tuple:
            arguments = (arguments,)
        if use_new is not None:
            self = use_new(cls, *arguments)
        elif cls._member_type_ is object:
            self = object.__new__(cls)
        else:
            self = cls._member_type_.__new__(cls, *arguments)
        if not hasattr(self, "_value_"):
            if cls._member_type_ is object:
                self._value_ = value
            else:
                try:
                    self._value_ = cls._member_type_(*arguments)
                except Exception as error:
                    raise TypeError("_value_ not set in __new__, unable to create it") from error
        for other in cls._member_map_.values():
            if other._value_ == self._value_:
                cls._member_map_[name] = other
                type.__setattr__(cls, name, other)
                return
        self._name_ = name
        self.__objclass__ = cls
        self.__init__(*arguments)
        self._sort_order_ = len(cls._member_names_)
        if "Flag" not in globals() or not issubclass(cls, Flag) or _is_single_bit(self._value_):
            cls._member_names_.append(name)
        cls._member_map_[name] = self
        type.__setattr__(cls, name, self)
        try:
            cls._value2member_map_[self._value_] = self
        except TypeError:
            pass

    def __call__(cls, value, names=None, *, module=None, qualname=None, type=None, start=1,
                 boundary=None):
        if names is None:
            return cls.__new__(cls, value)
        return cls._create_(value, names, module, qualname, type, start, boundary)

    def _create_(cls, class_name, names, module, qualname, type, start, boundary):
        metacls = cls.__class__
        bases = (cls,) if type is None else (type, cls)
        body = metacls.__prepare__(class_name, bases)
        if isinstance(names, str):
            names = names.replace(",", " ").split()
        if isinstance(names, (tuple, list)) and names and isinstance(names[0], str):
            pairs, last = [], []
            for count, name in enumerate(names):
                value = cls._generate_next_value_(name, start, count, last[:])
                last.append(value)
                pairs.append((name, value))
        else:
            pairs = names.items() if isinstance(names, dict) else names
        for name, value in pairs:
            body[name] = value
        if module is None:
            import sys
            module = sys._getframe(2).f_globals.get("__name__")
        body["__module__"] = module
        if qualname is not None:
            body["__qualname__"] = qualname
        return metacls.__new__(metacls, class_name, bases, body, boundary=boundary)

    def __contains__(cls, value):
        if not isinstance(value, Enum):
            raise TypeError(f"unsupported operand type(s) for 'in': "
                            f"{type(value).__qualname__!r} and {cls.__class__.__qualname__!r}")
        return isinstance(value, cls) and value._name_ in cls._member_map_

    def __delattr__(cls, name):
        if name in cls._member_map_:
            raise AttributeError(f"{cls.__name__!r} cannot delete member {name!r}.")
        super().__delattr__(name)

    def __setattr__(cls, name, value):
        if name in cls.__dict__.get("_member_map_", ()):
            raise AttributeError(f"cannot reassign member {name!r}")
        super().__setattr__(name, value)

    def __dir__(cls):
        return sorted({"__class__", "__contains__", "__doc__", "__getitem__", "__init_subclass__",
                       "__iter__", "__len__", "__members__", "__module__", "__name__",
                       "__qualname__", *cls._member_names_})

    def __getitem__(cls, name):
        return cls._member_map_[name]

    def __iter__(cls):
        return (cls._member_map_[name] for name in cls._member_names_)

    def __reversed__(cls):
        return (cls._member_map_[name] for name in reversed(cls._member_names_))

    def __len__(cls):
        return len(cls._member_names_)

    def __bool__(cls):
        return True

    @property
    def __members__(cls):
        return cls._member_map_

    def __repr__(cls):
        if "Flag" in globals() and issubclass(cls, Flag):
            return f"<flag {cls.__name__!r}>"
        return f"<enum {cls.__name__!r}>"


EnumMeta = EnumType


def _data_type(bases):
    """The type that the values are of, besides being members: int in IntEnum."""
    for base in bases:
        for each in base.__mro__:
            if each is object:
                continue
            if isinstance(each, EnumType):
                if each._member_type_ is not object:
                    return each._member_type_
            elif "__new__" in each.__dict__:
                return each
    return object


def _inherited_new(cls, bases):
    for base in bases:
        found = getattr(base, "__new_member__", None)
        if found is not None:
            return found
    return None


class property(property):
    """The properties of members: name and value; on the class, a member of that name."""

    def __set_name__(self, owner, name):
        self.name = name

    def __get__(self, instance, owner=None):
        if instance is None:
            try:
                return owner._member_map_[self.name]
            except KeyError:
                raise AttributeError(f"{owner!r} has no attribute {self.name!r}") from None
        return self.fget(instance)


class Enum(metaclass=EnumType):
    """An enumeration: class Color(Enum): RED = 1"""

    @property
    def name(self):
        return self._name_

    @property
    def value(self):
        return self._value_

    def __new__(cls, value):
        if type(value) is cls:
            return value
        try:
            return cls._value2member_map_[value]
        except KeyError:
            pass
        except TypeError:
            for each in cls._member_map_.values():
                if each._value_ == value:
                    return each
        result = cls._missing_(value)
        if isinstance(result, cls):
            return result
        if result is None:
            raise ValueError(f"{value!r} is not a valid {cls.__qualname__}")
        raise TypeError(f"error in {cls.__name__}._missing_: returned {result!r} instead of None "
                        "or a valid member")

    def __init__(self, *args, **kwds):
        pass

    @staticmethod
    def _generate_next_value_(name, start, count, last_values):
        for value in sorted([value for value in last_values if isinstance(value, int)],
                            reverse=True):
            return value + 1
        return start

    @classmethod
    def _missing_(cls, value):
        return None

    def __repr__(self):
        data_repr = self.__class__.__dict__.get("_value_repr_") or repr
        return f"<{self.__class__.__name__}.{self._name_}: {data_repr(self._value_)}>"

    def __str__(self):
        return f"{self.__class__.__name__}.{self._name_}"

    def __dir__(self):
        return sorted({"__class__", "__doc__", "__eq__", "__hash__", "__module__", "name",
                       "value"})

    def __format__(self, format_spec):
        return str.__format__(str(self), format_spec)

    def __hash__(self):
        return hash(self._name_)

    def __deepcopy__(self, memo):
        return self

    def __copy__(self):
        return self


class ReprEnum(Enum):
    """Only the repr is the enumeration's: str() and format() are those of the value's type."""


class IntEnum(int, ReprEnum):
    """Members are ints, too."""
    __str__ = int.__repr__

    def __format__(self, spec):
        return format(int(self), spec)


class StrEnum(str, ReprEnum):
    """Members are strs, too."""
    __str__ = str.__str__

    def __format__(self, spec):
        return format(str.__str__(self), spec)

    @staticmethod
    def _generate_next_value_(name, start, count, last_values):
        return name.lower()


# ---- flags ----------------------------------------------------------------------------------------

def _is_single_bit(value):
    return value > 0 and value & (value - 1) == 0


class Flag(Enum, boundary=CONFORM):
    """Members can be combined with | & ^ ~."""

    @staticmethod
    def _generate_next_value_(name, start, count, last_values):
        if not last_values:
            return start if start is not None else 1
        return 2 ** max(last_values).bit_length()

    @classmethod
    def _note_masks(cls):
        type.__setattr__(cls, "_flag_mask_", reduce(
            _or, [each._value_ for each in cls._member_map_.values()], 0))
        type.__setattr__(cls, "_singles_mask_", reduce(
            _or, [cls._member_map_[name]._value_ for name in cls._member_names_], 0))

    @classmethod
    def _missing_(cls, value):
        if not isinstance(value, int):
            raise ValueError(f"{value!r} is not a valid {cls.__qualname__}")
        mask = cls._flag_mask_
        if value < 0:  # as many bits as the members have, or more
            value += 2 ** max(mask.bit_length(), value.bit_length())
        if value & ~mask:
            if cls._boundary_ is STRICT:
                bits = max(value.bit_length(), mask.bit_length())
                raise ValueError(f"{cls!r} invalid value {value!r}\n"
                                 f"    given {_bits(value, bits)}\n"
                                 f"  allowed {_bits(mask, bits)}")
            if cls._boundary_ is CONFORM:
                value &= mask
            elif cls._boundary_ is EJECT:
                return value
        found = cls._value2member_map_.get(value)
        if found is not None:
            return found
        if cls._member_type_ is object:
            self = object.__new__(cls)
        else:
            self = cls._member_type_.__new__(cls, value)
        self._value_ = value
        names = [each._name_ for each in cls._members_in(value & cls._singles_mask_)]
        rest = value & ~reduce(_or, [cls._member_map_[name]._value_ for name in names], 0)
        if rest and names:
            names.append(str(rest))
        self._name_ = "|".join(names) if names else None
        cls._value2member_map_[value] = self
        return self

    @classmethod
    def _members_in(cls, value):
        singles = [cls._member_map_[name] for name in cls._member_names_]
        return [each for each in sorted(singles, key=lambda each: each._value_)
                if each._value_ & value]

    def __iter__(self):
        return iter(self._members_in(self._value_))

    def __len__(self):
        return self._value_.bit_count()

    def __contains__(self, other):
        if not isinstance(other, self.__class__):
            raise TypeError(f"unsupported operand type(s) for 'in': "
                            f"{type(other).__qualname__!r} and {self.__class__.__qualname__!r}")
        return other._value_ & self._value_ == other._value_

    def __repr__(self):
        name = self.__class__.__name__
        if self._name_ is None:
            return f"<{name}: {self._value_!r}>"
        return f"<{name}.{self._name_}: {self._value_!r}>"

    def __str__(self):
        name = self.__class__.__name__
        return f"{name}({self._value_})" if self._name_ is None else f"{name}.{self._name_}"

    def __bool__(self):
        return bool(self._value_)

    def _other_value(self, other):
        if isinstance(other, self.__class__):
            return other._value_
        if self._member_type_ is not object and isinstance(other, self._member_type_):
            return other
        return None

    def __or__(self, other):
        value = self._other_value(other)
        return NotImplemented if value is None else self.__class__(self._value_ | value)

    def __and__(self, other):
        value = self._other_value(other)
        return NotImplemented if value is None else self.__class__(self._value_ & value)

    def __xor__(self, other):
        value = self._other_value(other)
        return NotImplemented if value is None else self.__class__(self._value_ ^ value)

    def __invert__(self):
        if self._boundary_ is KEEP:
            return self.__class__(~self._value_)
        return self.__class__(self._singles_mask_ & ~self._value_)

    __ror__, __rand__, __rxor__ = __or__, __and__, __xor__


def _bits(value, count):
    return f"0b{0 if value >= 0 else 1} {value & (1 << count) - 1:0{count}b}"


class IntFlag(int, ReprEnum, Flag, boundary=KEEP):
    """Flags that are ints, too."""
    __str__ = int.__repr__

    def __format__(self, spec):
        return format(int(self), spec)


def unique(enumeration):
    """Refuses an enumeration in which two names have one value."""
    duplicates = [(name, each.name) for name, each in enumeration.__members__.items()
                  if name != each.name]
    if duplicates:
        details = ", ".join([f"{alias} -> {name}" for alias, name in duplicates])
        raise ValueError(f"duplicate values found in {enumeration!r}: {details}")
    return enumeration
