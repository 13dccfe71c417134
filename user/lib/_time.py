"""_time: the calendar of module time, which gets these names when a program first asks for one.
The machine's clock runs in UTC, and so does local time."""
import civil_time
import time
from _records import _Record, _record
from types import SimpleNamespace

timezone = altzone = daylight = 0
tzname = ("UTC", "UTC")
SHORTEST, LONGEST = 9, 11  # items of a struct_time
NAMES_LENGTH = 3  # Mon, Jan


@_record
class struct_time(_Record):
    """A moment in parts, as a tuple of nine (CPython: time.struct_time)."""
    _name = "time.struct_time"
    _fields = ("tm_year", "tm_mon", "tm_mday", "tm_hour", "tm_min", "tm_sec", "tm_wday", "tm_yday",
               "tm_isdst")
    n_fields, n_sequence_fields, n_unnamed_fields = LONGEST, SHORTEST, 0

    def __new__(cls, sequence, /):
        if isinstance(sequence, (int, float, type(None))):
            raise TypeError("constructor requires a sequence")
        items = tuple(sequence)
        if len(items) < SHORTEST:
            raise TypeError(f"time.struct_time() takes an at least {SHORTEST}-sequence "
                            f"({len(items)}-sequence given)")
        if len(items) > LONGEST:
            raise TypeError(f"time.struct_time() takes an at most {LONGEST}-sequence "
                            f"({len(items)}-sequence given)")
        self = tuple.__new__(cls, items[:SHORTEST])
        self._rest = items[SHORTEST:] + (None,) * (LONGEST - len(items))
        return self

    @property
    def tm_zone(self):
        return self._rest[0]

    @property
    def tm_gmtoff(self):
        return self._rest[1]


def gmtime(seconds=None, /):
    """The parts of a moment given in seconds since 1970; without: of now."""
    return _parts_of(seconds, "GMT")


def localtime(seconds=None, /):
    return _parts_of(seconds, "UTC")


def _parts_of(seconds, zone):
    t = civil_time.Time(_whole(seconds))
    return struct_time((t.year, t.month, t.day, t.hour, t.minute, t.second, t.weekday, t.yearday, 0,
                        zone, 0))


def _whole(seconds):
    if seconds is None:
        return int(time.time())
    if isinstance(seconds, float):
        return int(seconds // 1)
    if isinstance(seconds, int):
        return seconds
    raise TypeError(f"'{type(seconds).__name__}' object cannot be interpreted as an integer")


def _checked(t, function):
    """Nine ints, of a tuple or a struct_time."""
    if not isinstance(t, tuple):
        raise TypeError("Tuple or struct_time argument required")
    if len(t) != SHORTEST:
        raise TypeError(f"{function}(): illegal time tuple argument")
    return t


def mktime(t, /):
    """The seconds since 1970 of a local time; parts too large run over into the next ones."""
    year, month, day, hour, minute, second = _checked(t, "mktime")[:6]
    years, month = divmod(month - 1, 12)
    year += years
    days = civil_time.days_before_year(year) + sum(civil_time.month_lengths(year)[:month]) + day - 1
    return float(days * civil_time.DAY + hour * 3600 + minute * 60 + second)


class _Parts:
    """What civil_time.format_time reads, of a struct_time."""

    def __init__(self, t):
        (self.year, self.month, self.day, self.hour, self.minute, self.second, self.weekday,
         self.yearday, _) = _checked(t, "strftime")
        self.zone = getattr(t, "tm_zone", None) or "UTC"
        for name, value, least, most in (
                ("month", self.month, 0, 12), ("day of month", self.day, 0, 31),
                ("hour", self.hour, 0, 23), ("minute", self.minute, 0, 59),
                ("seconds", self.second, 0, 61), ("day of year", self.yearday, 0, 366)):
            if not least <= value <= most:
                raise ValueError(f"{name} out of range")
        self.month, self.day, self.yearday = self.month or 1, self.day or 1, self.yearday or 1

    @property
    def seconds(self):
        return int(mktime((self.year, self.month, self.day, self.hour, self.minute, self.second,
                           0, 0, 0)))


def strftime(format, t=None, /):
    """A text: %Y-%m-%d %H:%M:%S and what else C's strftime has."""
    if not isinstance(format, str):
        raise TypeError(f"strftime() argument 1 must be str, not {type(format).__name__}")
    return civil_time.format_time(_Parts(localtime() if t is None else t), format)


def asctime(t=None, /):
    """Sun Jun  9 04:26:40 1993"""
    return strftime("%a %b %e %H:%M:%S %Y", localtime() if t is None else t)


def ctime(seconds=None, /):
    return asctime(localtime(seconds))


def get_clock_info(name, /):
    if name not in ("monotonic", "perf_counter", "process_time", "time", "thread_time"):
        raise ValueError("unknown clock")
    return SimpleNamespace(implementation="the kernel's clock", monotonic=name != "time",
                           adjustable=name == "time", resolution=1e-09)


# ---- Reading a text ----

_PATTERNS = {
    "Y": r"(?P<Y>\d\d\d\d)", "y": r"(?P<y>\d\d)", "m": r"(?P<m>1[0-2]|0[1-9]|[1-9])",
    "d": r"(?P<d>3[0-1]|[1-2]\d|0[1-9]|[1-9]| [1-9])", "H": r"(?P<H>2[0-3]|[0-1]\d|\d)",
    "I": r"(?P<I>1[0-2]|0[1-9]|[1-9])", "M": r"(?P<M>[0-5]\d|\d)", "S": r"(?P<S>6[0-1]|[0-5]\d|\d)",
    "j": r"(?P<j>36[0-6]|3[0-5]\d|[1-2]\d\d|0[1-9]\d|00[1-9]|[1-9]\d|0[1-9]|[1-9])",
    "f": r"(?P<f>[0-9]{1,6})", "w": r"(?P<w>[0-6])", "p": r"(?P<p>am|pm)", "Z": r"(?P<Z>utc|gmt)",
    "z": r"(?P<z>[+-]\d\d:?[0-5]\d(:?[0-5]\d(\.\d{1,6})?)?|Z)", "%": "%",
}
_SHORT_FOR = {"F": "%Y-%m-%d", "T": "%H:%M:%S", "R": "%H:%M", "D": "%m/%d/%y",
              "c": "%a %b %d %H:%M:%S %Y", "x": "%m/%d/%y", "X": "%H:%M:%S"}
_NAMES = {"A": civil_time.DAYS, "a": [name[:NAMES_LENGTH] for name in civil_time.DAYS],
          "B": civil_time.MONTHS, "b": [name[:NAMES_LENGTH] for name in civil_time.MONTHS]}


def _pattern(format):
    """The format as a regular expression, with a group for each part."""
    import re
    result, at = "", 0
    while at < len(format):
        letter = format[at]
        at += 1
        if letter.isspace():
            while at < len(format) and format[at].isspace():
                at += 1
            result += r"\s+"
        elif letter != "%":
            result += re.escape(letter)
        elif at == len(format):
            raise ValueError(f"stray % in format {format!r}")
        else:
            letter = format[at]
            at += 1
            if letter in _SHORT_FOR:
                result += _pattern(_SHORT_FOR[letter])
            elif letter in _NAMES:
                result += f"(?P<{letter}>{'|'.join(_NAMES[letter])})"
            elif letter in _PATTERNS:
                result += _PATTERNS[letter]
            else:
                raise ValueError(f"{letter!r} is a bad directive in format {format!r}")
    return result


def _parse(text, format):
    """(the nine items, microseconds, the text of %z or None)"""
    import re
    for value in (text, format):
        if not isinstance(value, str):
            raise TypeError(f"strptime() argument {0 if value is text else 1} must be str, "
                            f"not {type(value)}")
    match = re.match(_pattern(format), text, re.IGNORECASE)
    if not match:
        raise ValueError(f"time data {text!r} does not match format {format!r}")
    if match.end() != len(text):
        raise ValueError(f"unconverted data remains: {text[match.end():]}")
    found = {name: value for name, value in match.groupdict().items() if value is not None}
    number = {name: int(found[name]) for name in "YymdHIMSjw" if name in found}
    year = number.get("Y", 1900)
    if "y" in number:
        year = number["y"] + (2000 if number["y"] <= 68 else 1900)
    month, day = number.get("m", 1), number.get("d", 1)
    for letter in "Bb":
        if letter in found:
            month = [name.lower() for name in _NAMES[letter]].index(found[letter].lower()) + 1
    hour = number.get("H", 0)
    if "I" in number:
        hour = number["I"] % 12 + (12 if found.get("p", "").lower() == "pm" else 0)
    if "j" in number and "m" not in number and "d" not in number:
        days = civil_time.days_before_year(year) + number["j"] - 1
        year, month, day, _ = civil_time.civil(days)
    lengths = civil_time.month_lengths(1904 if "Y" not in number and "y" not in number else year)
    if day > lengths[month - 1]:
        raise ValueError("day is out of range for month")
    days = (civil_time.days_before_year(year) + sum(civil_time.month_lengths(year)[:month - 1])
            + day - 1)
    t = civil_time.Time(days * civil_time.DAY)
    microseconds = int(found.get("f", "0").ljust(6, "0"))
    return ((year, month, day, hour, number.get("M", 0), number.get("S", 0), t.weekday, t.yearday,
             -1 if "Z" not in found else 0), microseconds, found.get("z"))


def strptime(text, format="%a %b %d %H:%M:%S %Y", /):
    """The struct_time that a text says; format is strftime's."""
    return struct_time(_parse(text, format)[0])
