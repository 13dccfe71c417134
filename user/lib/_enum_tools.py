"""What few programs ask of enum: verify() and its checks, members as names of their module, the
bits of a flag. enum loads it when one of its names is asked for."""
import sys
from enum import KEEP, Enum, Flag, ReprEnum, StrEnum, _is_single_bit, _iter_bits_lsb


class EnumCheck(StrEnum):
    """What verify() can check."""
    __module__ = "enum"
    CONTINUOUS = "no skipped integer values"
    NAMED_FLAGS = "multi-flag aliases may not contain unnamed flags"
    UNIQUE = "one name per value"


CONTINUOUS, NAMED_FLAGS, UNIQUE = EnumCheck


class verify:
    """A class decorator that refuses an enumeration that fails one of the checks."""
    __module__ = "enum"

    def __init__(self, *checks):
        self.checks = checks

    def __call__(self, enumeration):
        if not issubclass(enumeration, Enum):
            raise TypeError("the 'verify' decorator only works with Enum and Flag")
        for check in self.checks:
            {UNIQUE: _check_unique, CONTINUOUS: _check_continuous,
             NAMED_FLAGS: _check_named_flags}[check](enumeration)
        return enumeration


def _check_unique(enumeration):
    aliases = [f"{name} -> {member.name}" for name, member in enumeration.__members__.items()
               if name != member.name]
    if aliases:
        raise ValueError(f"aliases found in {enumeration!r}: {', '.join(aliases)}")


def _check_continuous(enumeration):
    values = {member.value for member in enumeration}
    if len(values) < 2:
        return
    low, high = min(values), max(values)
    if issubclass(enumeration, Flag):
        kind = "flag"
        between = [2 ** bit for bit in range(low.bit_length(), high.bit_length() - 1)]
    else:
        kind, between = "enum", range(low + 1, high)
    missing = [str(value) for value in between if value not in values]
    if missing:
        raise ValueError(f"invalid {kind} {enumeration.__name__!r}: missing values "
                         f"{', '.join(missing)}"[:256])


def _check_named_flags(enumeration):
    values = [member.value for member in enumeration]
    names, missing = [], 0
    for name, alias in enumeration.__members__.items():
        if name not in enumeration._member_names_ and alias.value >= 0:
            missed = [bit for bit in _iter_bits_lsb(alias.value) if bit not in values]
            if missed:
                names.append(name)
                missing |= sum(missed)
    if not names:
        return
    aliases = f"alias {names[0]} is missing" if len(names) == 1 else \
        f"aliases {', '.join(names[:-1])} and {names[-1]} are missing"
    what = "value" if _is_single_bit(missing) else "combined values of"
    raise ValueError(f"invalid Flag {enumeration.__name__!r}: {aliases} {what} 0x{missing:x} "
                     "[use enum.show_flag_values(value) for details]")


def show_flag_values(value):
    """The bits of a value, the lowest first."""
    return list(_iter_bits_lsb(value))


def _module_of(member):
    return member.__class__.__module__.split(".")[-1]


def global_enum_repr(self):
    """module.NAME instead of <Class.NAME: value>"""
    return f"{_module_of(self)}.{self._name_}"


def global_flag_repr(self):
    """module.A|module.B instead of <Class.A|B: value>"""
    module = _module_of(self)
    if self._name_ is None:
        return f"{module}.{self.__class__.__name__}({self._value_!r})"
    if _is_single_bit(self._value_):
        return f"{module}.{self._name_}"
    return "|".join([name if self._boundary_ is KEEP and name[0].isdigit() else f"{module}.{name}"
                     for name in self._name_.split("|")])


def global_str(self):
    """NAME instead of Class.NAME"""
    if self._name_ is None:
        return f"{self.__class__.__name__}({self._value_!r})"
    return self._name_


def global_enum(cls, update_str=False):
    """A class decorator: the members become names of the module, and are shown as such."""
    cls.__repr__ = global_flag_repr if issubclass(cls, Flag) else global_enum_repr
    if not issubclass(cls, ReprEnum) or update_str:
        cls.__str__ = global_str
    sys.modules[cls.__module__].__dict__.update(cls.__members__)
    return cls
