"""Enumerations: classes whose attributes are their only instances, in a fixed order.

EnumType.__prepare__ gives the class's body a dict that notes the members, EnumType.__new__ makes
them; Enum.__new__ only looks them up. What few programs use is in _enum_tools.py.
"""
import sys

__all__ = ["EnumType", "EnumMeta", "Enum", "IntEnum", "StrEnum", "Flag", "IntFlag", "ReprEnum",
           "auto", "unique", "property", "verify", "member", "nonmember", "FlagBoundary", "STRICT",
           "CONFORM", "EJECT", "KEEP", "global_flag_repr", "global_enum_repr", "global_str",
           "global_enum", "EnumCheck", "CONTINUOUS", "NAMED_FLAGS", "UNIQUE"]

_of_tools = ("verify", "EnumCheck", "CONTINUOUS", "NAMED_FLAGS", "UNIQUE", "global_enum",
             "global_enum_repr", "global_flag_repr", "global_str", "show_flag_values")


def __getattr__(name):
    if name in _of_tools:
        import _enum_tools
        return getattr(_enum_tools, name)
    raise AttributeError(f"module 'enum' has no attribute {name!r}")


Enum = Flag = ReprEnum = None  # until they are there: EnumType makes them, too
_unset = object()


class auto:
    """A value that the enumeration chooses."""

    def __init__(self, value=_unset):
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


def _is_descriptor(value):
    return (hasattr(value, "__get__") or hasattr(value, "__set__") or hasattr(value, "__delete__"))


def _is_dunder(name):
    return len(name) > 4 and name[:2] == name[-2:] == "__" and name[2] != "_" and name[-3] != "_"


def _is_sunder(name):
    return len(name) > 2 and name[0] == name[-1] == "_" and name[1] != "_" and name[-2] != "_"


class _Body(dict):
    """The names of an enumeration while its body runs: notes the members in their order."""

    def __init__(self, cls_name=""):
        super().__init__()
        self._cls_name = cls_name
        self._member_names = {}
        self._last_values = []
        self._ignore = []
        self._generate = None
        self._auto_called = False

    def __setitem__(self, key, value):
        if self._is_private(key):
            pass
        elif _is_sunder(key):
            value = self._special_value(key, value)
        elif _is_dunder(key):
            if key == "__order__":
                key = "_order_"
        elif key in self._member_names:
            raise TypeError(f"{key!r} already defined as {self[key]!r}")
        elif key in self._ignore:
            pass
        elif isinstance(value, nonmember):
            value = value.value
        elif not _is_descriptor(value):
            if key in self:
                raise TypeError(f"{key!r} already defined as {self[key]!r}")
            value = self._value_of(key, value.value if isinstance(value, member) else value)
            self._member_names[key] = None
        dict.__setitem__(self, key, value)

    def _special_value(self, key, value):
        if key not in ("_order_", "_generate_next_value_", "_numeric_repr_", "_missing_",
                       "_ignore_", "_iter_member_"):
            raise ValueError(f"_sunder_ names, such as {key!r}, are reserved for future Enum use")
        if key == "_generate_next_value_":
            if self._auto_called:
                raise TypeError("_generate_next_value_ must be defined before members")
            self._generate = value.__func__ if isinstance(value, staticmethod) else value
        elif key == "_ignore_":
            value = value.replace(",", " ").split() if isinstance(value, str) else list(value)
            self._ignore = value
            already = set(value) & set(self._member_names)
            if already:
                raise ValueError(f"_ignore_ cannot specify already set names: {already!r}")
        return value

    def update(self, members, **more_members):
        pairs = members.items() if hasattr(members, "keys") else members
        for name, value in [*pairs, *more_members.items()]:
            self[name] = value

    def _is_private(self, key):
        prefix = f"_{self._cls_name.lstrip('_')}__"
        return key.startswith(prefix) and not key.endswith("__")

    def _value_of(self, key, value):
        """With the auto() in it, or that it is, replaced."""
        parts = value if type(value) is tuple else (value,)
        if not any(isinstance(part, auto) for part in parts):
            self._last_values.append(value)
            return value
        chosen = []
        for part in parts:
            if isinstance(part, auto):
                if part.value is _unset:
                    part.value = self._generate(key, 1, len(self._member_names),
                                                self._last_values[:])
                    self._auto_called = True
                part = part.value
                self._last_values.append(part)
            chosen.append(part)
        return tuple(chosen) if type(value) is tuple else chosen[0]


class _NewMember:
    """A member's value in the namespace of the class: when the class is there, it is made."""

    def __init__(self, value):
        self.value = value

    def __set_name__(self, enumeration, name):
        delattr(enumeration, name)
        enumeration._add_member(name, self.value)


_plain_property = property


class property(_plain_property):
    """A property of members, as name and value are; on the class, a member of that name."""

    def __set_name__(self, owner, name):
        self.name, self.clsname = name, owner.__name__

    def __get__(self, instance, owner=None):
        if instance is None:
            try:
                return owner._member_map_[self.name]
            except KeyError:
                raise AttributeError(f"{owner!r} has no attribute {self.name!r}")
        if self.fget is None:
            raise AttributeError(f"{owner!r} member has no attribute {self.name!r}")
        return self.fget(instance)

    def __set__(self, instance, value):
        if self.fset is None:
            raise AttributeError(f"<enum {self.clsname!r}> cannot set attribute {self.name!r}")
        return self.fset(instance, value)

    def __delete__(self, instance):
        if self.fdel is None:
            raise AttributeError(f"<enum {self.clsname!r}> cannot delete attribute {self.name!r}")
        return self.fdel(instance)


class EnumType(type):
    """The class of enumerations."""

    @classmethod
    def __prepare__(metacls, cls, bases, **kwds):
        metacls._check_for_existing_members(cls, bases)
        body = _Body(cls)
        if bases:
            body._generate = getattr(metacls._get_mixins(cls, bases)[1], "_generate_next_value_",
                                     None)
        return body

    @staticmethod
    def _check_for_existing_members(cls, bases):
        for base in bases:
            for each in base.__mro__:
                if isinstance(each, EnumType) and each._member_names_:
                    raise TypeError(f"<enum {cls!r}> cannot extend {each!r}")

    @staticmethod
    def _get_mixins(cls, bases):
        """The type that the values are of, besides being members (int in IntEnum), and the
        enumeration that is inherited from."""
        if not bases:
            return object, Enum
        if not isinstance(bases[-1], EnumType):
            raise TypeError("new enumerations should be created as "
                            "`EnumName([mixin_type, ...] [data_type,] enum_type)`")
        types = set()
        for base in bases:
            candidate = None
            for each in base.__mro__:
                if each is object:
                    continue
                if isinstance(each, EnumType):
                    if each._member_type_ is not object:
                        types.add(each._member_type_)
                        break
                elif "__new__" in each.__dict__ or "__init__" in each.__dict__:
                    types.add(candidate or each)
                    break
                else:
                    candidate = candidate or each
        if len(types) > 1:
            raise TypeError(f"too many data types for {cls!r}: {types!r}")
        return types.pop() if types else object, bases[-1]

    @staticmethod
    def _find_new(namespace, data_type, first):
        """What makes a member, and whether it takes the member's value as arguments."""
        new = namespace.get("__new__")
        if new is None:
            for name in ("__new_member__", "__new__"):
                for possible in (data_type, first):
                    found = getattr(possible, name, None)
                    if found not in (None, object.__new__, getattr(Enum, "__new__", None)):
                        return found, True
            return object.__new__, False
        return new, first is not None and new is not object.__new__

    @staticmethod
    def _find_value_repr(bases):
        for base in bases:
            for each in base.__mro__:
                if isinstance(each, EnumType):
                    return each._value_repr_
                if each is not object and "__repr__" in each.__dict__:
                    return each.__dict__["__repr__"]
        return None

    def __new__(metacls, cls, bases, body, *, boundary=None, **kwds):
        for name in ["_ignore_", *body._ignore]:
            body.pop(name, None)
        names = list(body._member_names)
        invalid = {"mro", ""} & set(names)
        if invalid:
            raise ValueError(f"invalid enum member name(s) {','.join(map(repr, invalid))}")
        namespace = dict(body)
        order = namespace.pop("_order_", None)
        generate = namespace.get("_generate_next_value_")
        if generate is not None and not isinstance(generate, staticmethod):
            namespace["_generate_next_value_"] = staticmethod(generate)
        data_type, first = metacls._get_mixins(cls, bases)
        new, use_args = metacls._find_new(namespace, data_type, first)
        own_new = "__new__" in namespace
        for name in names:
            if name in namespace:
                namespace[name] = _NewMember(namespace[name])
        mask = 0
        for name in names:
            value = body.get(name)
            mask |= value if isinstance(value, int) else 0
        namespace.update(
            _member_names_=[], _member_map_={}, _value2member_map_={}, _member_type_=data_type,
            _new_member_=new, _use_args_=use_args, _value_repr_=metacls._find_value_repr(bases),
            _boundary_=boundary or getattr(first, "_boundary_", None), _flag_mask_=mask,
            _all_bits_=2 ** mask.bit_length() - 1, _inverted_=None)
        try:
            failure = None
            made = super().__new__(metacls, cls, bases, namespace, **kwds)
        except RuntimeError as error:  # what a member's __new__ raises is wrapped by type.__new__
            failure = error.__cause__ or error
        if failure is not None:
            raise failure
        metacls._prefer_own_methods(made, bases, first, data_type, {**namespace, **made.__dict__})
        if first is not None:
            if own_new:
                made.__new_member__ = new
            made.__new__ = Enum.__new__
        is_flag = cls == "Flag" if Flag is None else issubclass(made, Flag)
        if is_flag:
            made._flag_mask_ = sum({each._value_ for each in made._member_map_.values()
                                    if _is_single_bit(each._value_)})
            values = [each._value_ for each in made]
            made._iter_in_order_ = values != sorted(values)
        else:
            for name in ("_boundary_", "_flag_mask_", "_all_bits_", "_inverted_"):
                delattr(made, name)
        if order:
            made._check_order(order, is_flag)
        return made

    def _prefer_own_methods(cls, bases, first, data_type, namespace):
        """In class Number(int, Enum) int comes first; repr() is to be the enumeration's. A ReprEnum
        is shown by str() and format() as its value is."""
        if ReprEnum is not None and ReprEnum in bases:
            if data_type is object:
                raise TypeError("ReprEnum subclasses must be mixed with a data type (i.e. int, "
                                "str, float, etc.)")
            if "__format__" not in namespace:
                cls.__format__ = namespace["__format__"] = data_type.__format__
            if "__str__" not in namespace:
                method = data_type.__str__
                if method is object.__str__:
                    method = data_type.__repr__
                cls.__str__ = namespace["__str__"] = method
        for name in ("__repr__", "__str__", "__format__"):
            if name not in namespace and getattr(cls, name) in (getattr(data_type, name),
                                                                getattr(object, name)):
                setattr(cls, name, getattr(first, name))
        if Flag is not None and issubclass(cls, Flag):
            for name in ("__or__", "__and__", "__xor__", "__ror__", "__rand__", "__rxor__",
                         "__invert__"):
                if name not in namespace:
                    setattr(cls, name, getattr(Flag, name))

    def _check_order(cls, order, is_flag):
        """Against _order_, in which aliases may stand or not."""
        if isinstance(order, str):
            order = order.replace(",", " ").split()
        order = [name for name in order
                 if name not in cls._member_map_ or name in cls._member_names_]
        if order != cls._member_names_:
            raise TypeError(f"member order does not match _order_:\n  {cls._member_names_!r}\n"
                            f"  {order!r}")

    def _add_member(cls, name, value):
        arguments = value if isinstance(value, tuple) else (value,)
        if cls._member_type_ is tuple:
            arguments = (arguments,)
        self = cls._new_member_(cls, *arguments) if cls._use_args_ else cls._new_member_(cls)
        if not hasattr(self, "_value_"):
            if cls._use_args_ and cls._member_type_ is object:
                self._value_ = value
            else:
                try:
                    self._value_ = cls._member_type_(*arguments)
                except Exception:
                    if cls._use_args_:
                        raise TypeError("_value_ not set in __new__, unable to create it") from None
                    self._value_ = value
        self._name_ = name
        self.__objclass__ = cls
        self.__init__(*arguments)
        self._sort_order_ = len(cls._member_names_)
        value = self._value_
        same = cls._with_value(value)
        if same is not None:
            self = same
        elif not (Flag is not None and issubclass(cls, Flag)) or _is_single_bit(value):
            cls._member_names_.append(name)
        cls._set_member_attribute(name, self)
        cls._member_map_[name] = self
        try:
            cls._value2member_map_.setdefault(value, self)
        except TypeError:  # not hashable: it is searched for
            pass

    def _with_value(cls, value):
        try:
            return cls._value2member_map_.get(value)
        except TypeError:
            for each in cls._member_map_.values():
                if each._value_ == value:
                    return each
        return None

    def _set_member_attribute(cls, name, self):
        """Unless a property of that name, as "value" is one, finds it for the class."""
        types = sys.modules.get("types")  # loaded, if one of its DynamicClassAttributes is there
        kinds = (property, types.DynamicClassAttribute) if types is not None else property
        in_the_way = False
        for base in cls.__mro__[1:]:
            found = base.__dict__.get(name)
            if isinstance(found, kinds):
                if in_the_way:
                    redirect = property(found.fget, found.fset, found.fdel)
                    redirect.__set_name__(cls, name)
                    type.__setattr__(cls, name, redirect)
                return
            in_the_way = in_the_way or found is not None
        type.__setattr__(cls, name, self)

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
            first = metacls._get_mixins(class_name, bases)[1]
            pairs, last = [], []
            for count, name in enumerate(names):
                value = first._generate_next_value_(name, start, count, last[:])
                last.append(value)
                pairs.append((name, value))
        else:
            pairs = names.items() if isinstance(names, dict) else names
        for name, value in pairs:
            body[name] = value
        if module is None:
            module = sys._getframe(2).f_globals.get("__name__")
        body["__module__"] = module
        if qualname is not None:
            body["__qualname__"] = qualname
        return metacls.__new__(metacls, class_name, bases, body, boundary=boundary)

    def __contains__(cls, value):
        if not isinstance(value, Enum):
            from warnings import warn
            warn("in 3.12 __contains__ will no longer raise TypeError, but will return True or\n"
                 "False depending on whether the value is a member or the value of a member",
                 DeprecationWarning, stacklevel=2)
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
        names = {"__class__", "__contains__", "__doc__", "__getitem__", "__iter__", "__len__",
                 "__members__", "__module__", "__name__", "__qualname__", *cls._member_names_}
        if cls._new_member_ is not object.__new__:
            names.add("__new__")
        if cls.__init_subclass__ is not object.__init_subclass__:
            names.add("__init_subclass__")
        return sorted(names if cls._member_type_ is object else names | set(dir(cls._member_type_)))

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

    @_plain_property
    def __members__(cls):
        from types import MappingProxyType
        return MappingProxyType(cls._member_map_)

    def __repr__(cls):
        if Flag is not None and issubclass(cls, Flag):
            return f"<flag {cls.__name__!r}>"
        return f"<enum {cls.__name__!r}>"


EnumMeta = EnumType


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
        failure = result = None
        try:
            result = cls._missing_(value)
        except Exception as error:
            failure = error
        if isinstance(result, cls):
            return result
        if Flag is not None and issubclass(cls, Flag) and cls._boundary_ is EJECT \
                and isinstance(result, int):
            return result
        invalid = ValueError(f"{value!r} is not a valid {cls.__qualname__}")
        if result is None and failure is None:
            raise invalid
        if failure is None:
            failure = TypeError(f"error in {cls.__name__}._missing_: returned {result!r} instead "
                                "of None or a valid member")
        if not isinstance(failure, ValueError):
            failure.__context__ = invalid
        try:
            raise failure
        finally:
            failure = invalid = None  # no cycle with the traceback

    def __init__(self, *args, **kwds):
        pass

    @staticmethod
    def _generate_next_value_(name, start, count, last_values):
        if not last_values:
            return start
        try:
            last = last_values[-1]
            last_values.sort()
            if last == last_values[-1]:
                return last + 1
            raise TypeError
        except TypeError:
            from warnings import warn
            warn("In 3.13 the default `auto()`/`_generate_next_value_` will require all values to "
                 "be sortable and support adding +1\n"
                 "and the value returned will be the largest value in the enum incremented by 1",
                 DeprecationWarning, stacklevel=4)
            for value in last_values:
                try:
                    return value + 1
                except TypeError:
                    pass
            return start

    @classmethod
    def _missing_(cls, value):
        return None

    def __repr__(self):
        data_repr = self.__class__._value_repr_ or repr
        return f"<{self.__class__.__name__}.{self._name_}: {data_repr(self._value_)}>"

    def __str__(self):
        return f"{self.__class__.__name__}.{self._name_}"

    def __dir__(self):
        """The members and the public methods."""
        if self._member_type_ is object:
            names = {"__class__", "__doc__", "__eq__", "__hash__", "__module__", "name", "value"}
        else:
            names = set(object.__dir__(self))
        names.update([name for name in getattr(self, "__dict__", ()) if name[0] != "_"])
        for cls in self.__class__.__mro__:
            for name, value in cls.__dict__.items():
                if name[0] == "_":
                    continue
                if isinstance(value, property) and value.fget is None \
                        and name in self._member_map_:
                    names.discard(name)
                else:
                    names.add(name)
        return sorted({"__class__", "__doc__", "__eq__", "__hash__", "__module__", *names})

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


class StrEnum(str, ReprEnum):
    """Members are strs, too."""

    def __new__(cls, *values):
        if len(values) > 3:
            raise TypeError(f"too many arguments for str(): {values!r}")
        if len(values) == 1 and not isinstance(values[0], str):
            raise TypeError(f"{values[0]!r} is not a string")
        if len(values) >= 2 and not isinstance(values[1], str):
            raise TypeError(f"encoding must be a string, not {values[1]!r}")
        if len(values) == 3 and not isinstance(values[2], str):
            raise TypeError(f"errors must be a string, not {values[2]}")
        value = str(*values)
        self = str.__new__(cls, value)
        self._value_ = value
        return self

    @staticmethod
    def _generate_next_value_(name, start, count, last_values):
        return name.lower()


# ---- flags --------------------------------------------------------------------------------------

class FlagBoundary(StrEnum):
    """What happens to bits that no member has: STRICT, an error; CONFORM, they are dropped (Flag);
    EJECT, the result is a plain int; KEEP, they stay (IntFlag)."""
    STRICT = auto()
    CONFORM = auto()
    EJECT = auto()
    KEEP = auto()


STRICT, CONFORM, EJECT, KEEP = FlagBoundary


def _is_single_bit(value):
    return value != 0 and value & (value - 1) == 0


def _iter_bits_lsb(value):
    """Its bits as numbers, the lowest first."""
    number = value._value_ if isinstance(value, Enum) else value
    if number < 0:
        raise ValueError(f"{value!r} is not a positive integer")
    while number:
        bit = number & -number
        yield bit
        number ^= bit


class Flag(Enum, boundary=CONFORM):
    """Members can be combined with | & ^ ~."""
    _numeric_repr_ = repr

    @staticmethod
    def _generate_next_value_(name, start, count, last_values):
        if not count:
            return start if start is not None else 1
        last_value = max(last_values)
        try:
            return 2 ** last_value.bit_length()
        except Exception:
            raise TypeError(f"invalid flag value {last_value!r}") from None

    @classmethod
    def _missing_(cls, value):
        """A combination of members: made when it is first asked for."""
        if not isinstance(value, int):
            raise ValueError(f"{value!r} is not a valid {cls.__qualname__}")
        mask, bits = cls._flag_mask_, cls._all_bits_
        if not ~bits <= value <= bits or value & (bits ^ mask):
            if cls._boundary_ is EJECT:
                return value
            value = cls._within_boundary(value)
        negative = value if value < 0 else None
        if value < 0:
            value += bits + 1
        unknown, known = value & ~mask, value & mask
        if unknown and cls._boundary_ is not KEEP:
            raise ValueError(f"{cls.__name__}({value!r}) -->  unknown values {unknown!r} "
                             f"[{_bits(unknown)}]")
        if cls._member_type_ is object:
            self = object.__new__(cls)
        else:
            self = cls._member_type_.__new__(cls, value)
        if not hasattr(self, "_value_"):
            self._value_ = value
        self._name_ = None
        if known:
            self._name_ = "|".join([each._name_ for each in cls._iter_member_(known)])
            if unknown:
                self._name_ += f"|{cls._numeric_repr_(unknown)}"
        if not unknown:
            self = cls._value2member_map_.setdefault(value, self)
            if negative is not None:
                cls._value2member_map_[negative] = self
        return self

    @classmethod
    def _within_boundary(cls, value):
        """A value with bits that no member has, treated as _boundary_ says."""
        mask, bits = cls._flag_mask_, cls._all_bits_
        if cls._boundary_ is STRICT:
            width = max(value.bit_length(), mask.bit_length())
            raise ValueError(f"{cls!r} invalid value {value!r}\n    given {_bits(value, width)}\n"
                             f"  allowed {_bits(mask, width)}")
        if cls._boundary_ is CONFORM:
            return value & mask
        if cls._boundary_ is KEEP:
            return value if value >= 0 else max(bits + 1, 2 ** value.bit_length()) + value
        raise ValueError(f"{cls!r} unknown flag boundary {cls._boundary_!r}")

    @classmethod
    def _iter_member_(cls, value):
        """The members in a value: by value, or as they are defined where that is another order."""
        found = [cls._value2member_map_.get(bit) for bit in _iter_bits_lsb(value & cls._flag_mask_)]
        if cls._iter_in_order_:
            found.sort(key=lambda each: each._sort_order_)
        return iter(found)

    def __iter__(self):
        return self._iter_member_(self._value_)

    def __len__(self):
        return self._value_.bit_count()

    def __contains__(self, other):
        if not isinstance(other, self.__class__):
            raise TypeError(f"unsupported operand type(s) for 'in': "
                            f"{type(other).__qualname__!r} and {self.__class__.__qualname__!r}")
        return other._value_ & self._value_ == other._value_

    def __repr__(self):
        name = self.__class__.__name__
        text = (self.__class__._value_repr_ or repr)(self._value_)
        return f"<{name}: {text}>" if self._name_ is None else f"<{name}.{self._name_}: {text}>"

    def __str__(self):
        name = self.__class__.__name__
        return f"{name}({self._value_!r})" if self._name_ is None else f"{name}.{self._name_}"

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
        if self._inverted_ is None:
            if self._boundary_ is KEEP:
                self._inverted_ = self.__class__(~self._value_)
            else:
                self._inverted_ = self.__class__(self._flag_mask_ ^ self._value_)
            if isinstance(self._inverted_, self.__class__):
                self._inverted_._inverted_ = self
        return self._inverted_

    __ror__, __rand__, __rxor__ = __or__, __and__, __xor__


def _bits(value, width=None):
    """In twos complement; the sign first, as 0 or 1, and as many digits as width says."""
    width = max(value.bit_length(), width or 0)
    return f"0b{0 if value >= 0 else 1} {value & (1 << width) - 1:0{width}b}"


class IntFlag(int, ReprEnum, Flag, boundary=KEEP):
    """Flags that are ints, too."""


def unique(enumeration):
    """Refuses an enumeration in which two names have one value."""
    duplicates = [(name, each.name) for name, each in enumeration.__members__.items()
                  if name != each.name]
    if duplicates:
        details = ", ".join([f"{alias} -> {name}" for alias, name in duplicates])
        raise ValueError(f"duplicate values found in {enumeration!r}: {details}")
    return enumeration
