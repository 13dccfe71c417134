"""From JSON text to Python's values."""

_SPACE = " \t\n\r"
_ESCAPES = {'"': '"', "\\": "\\", "/": "/", "b": "\b", "f": "\f", "n": "\n", "r": "\r", "t": "\t"}
_HEX = "0123456789abcdefABCDEF"
_DIGITS = "0123456789"
_WORDS = (("null", None), ("true", True), ("false", False))
_CONSTANTS = {"NaN": float("nan"), "Infinity": float("inf"), "-Infinity": float("-inf")}


class JSONDecodeError(ValueError):
    """Text that is not JSON: msg, doc, pos, lineno, colno."""

    def __init__(self, msg, doc, pos):
        lineno = doc.count("\n", 0, pos) + 1
        colno = pos - doc.rfind("\n", 0, pos)
        ValueError.__init__(self, f"{msg}: line {lineno} column {colno} (char {pos})")
        self.msg = msg
        self.doc = doc
        self.pos = pos
        self.lineno = lineno
        self.colno = colno


class _NoValue(Exception):
    """No value begins at this place."""


def _skip(s, place):
    end = len(s)
    while place < end and s[place] in _SPACE:
        place += 1
    return place


def _unicode_escape(s, place):
    """The four digits of \\uXXXX, whose u stands at place."""
    digits = s[place + 1:place + 5]
    if len(digits) != 4 or any(c not in _HEX for c in digits):
        raise JSONDecodeError("Invalid \\uXXXX escape", s, place)
    return int(digits, 16)


def scanstring(s, end, strict=True):
    """The str whose text begins at end, behind its quote: (value, place behind it)."""
    begin = end - 1
    parts = []
    while True:
        quote = s.find('"', end)
        if quote < 0:
            quote = len(s)
        slash = s.find("\\", end, quote)
        stop = quote if slash < 0 else slash
        part = s[end:stop]
        if strict and not part.isprintable():
            for place, c in enumerate(part, end):
                if c < " ":
                    raise JSONDecodeError("Invalid control character at", s, place)
        parts.append(part)
        if stop == len(s):
            raise JSONDecodeError("Unterminated string starting at", s, begin)
        if slash < 0:
            return "".join(parts), quote + 1
        if slash + 1 == len(s):
            raise JSONDecodeError("Unterminated string starting at", s, begin)
        letter = s[slash + 1]
        end = slash + 2
        if letter != "u":
            if letter not in _ESCAPES:
                raise JSONDecodeError("Invalid \\escape", s, slash)
            parts.append(_ESCAPES[letter])
            continue
        code = _unicode_escape(s, slash + 1)
        end = slash + 6
        if 0xd800 <= code <= 0xdbff and s[end:end + 2] == "\\u":
            second = _unicode_escape(s, end + 1)
            if 0xdc00 <= second <= 0xdfff:
                code = 0x10000 + ((code - 0xd800 << 10) | second - 0xdc00)
                end += 6
        parts.append(chr(code))


class JSONDecoder:
    """How text becomes values."""

    def __init__(self, *, object_hook=None, parse_float=None, parse_int=None, parse_constant=None,
                 strict=True, object_pairs_hook=None):
        self.object_hook = object_hook
        self.parse_float = parse_float or float
        self.parse_int = parse_int or int
        self.parse_constant = parse_constant or _CONSTANTS.__getitem__
        self.strict = strict
        self.object_pairs_hook = object_pairs_hook

    def decode(self, s):
        value, end = self.raw_decode(s, _skip(s, 0))
        end = _skip(s, end)
        if end != len(s):
            raise JSONDecodeError("Extra data", s, end)
        return value

    def raw_decode(self, s, idx=0):
        """The value that begins at idx, and the place behind it."""
        self._keys = {}  # equal keys are one object
        try:
            return self._value(s, idx)
        except _NoValue as error:
            raise JSONDecodeError("Expecting value", s, error.args[0]) from None

    def _value(self, s, place):
        c = s[place:place + 1]
        if c == '"':
            return scanstring(s, place + 1, self.strict)
        if c == "{":
            return self._object(s, place + 1)
        if c == "[":
            return self._array(s, place + 1)
        for word, value in _WORDS:
            if c == word[0] and s.startswith(word, place):
                return value, place + len(word)
        if c != "" and (c in _DIGITS or c == "-"):
            end = self._number_end(s, place)
            if end is not None:
                return end
        for word in _CONSTANTS:
            if s.startswith(word, place):
                return self.parse_constant(word), place + len(word)
        raise _NoValue(place)

    def _number_end(self, s, place):
        """The number at place and where it ends; None: there is none."""
        end = place + (s[place] == "-")
        length = len(s)
        first = end
        while end < length and s[end] in _DIGITS:
            end += 1
            if s[first] == "0":
                break
        if end == first:
            return None
        whole = end
        if end + 1 < length and s[end] == "." and s[end + 1] in _DIGITS:
            end += 2
            while end < length and s[end] in _DIGITS:
                end += 1
        if end < length and s[end] in "eE":
            power = end + 1 + (s[end + 1:end + 2] in ("+", "-"))
            digits = power
            while power < length and s[power] in _DIGITS:
                power += 1
            if power > digits:
                end = power
        if end == whole:
            return self.parse_int(s[place:end]), end
        return self.parse_float(s[place:end]), end

    def _array(self, s, place):
        values = []
        place = _skip(s, place)
        if s[place:place + 1] == "]":
            return values, place + 1
        while True:
            value, place = self._value(s, place)
            values.append(value)
            place = _skip(s, place)
            c = s[place:place + 1]
            if c == "]":
                return values, place + 1
            if c != ",":
                raise JSONDecodeError("Expecting ',' delimiter", s, place)
            place = _skip(s, place + 1)

    def _object(self, s, place):
        pairs = []
        place = _skip(s, place)
        if s[place:place + 1] == "}":
            return self._made(pairs), place + 1
        while True:
            if s[place:place + 1] != '"':
                raise JSONDecodeError("Expecting property name enclosed in double quotes", s, place)
            key, place = scanstring(s, place + 1, self.strict)
            key = self._keys.setdefault(key, key)
            place = _skip(s, place)
            if s[place:place + 1] != ":":
                raise JSONDecodeError("Expecting ':' delimiter", s, place)
            value, place = self._value(s, _skip(s, place + 1))
            pairs.append((key, value))
            place = _skip(s, place)
            c = s[place:place + 1]
            if c == "}":
                return self._made(pairs), place + 1
            if c != ",":
                raise JSONDecodeError("Expecting ',' delimiter", s, place)
            place = _skip(s, place + 1)

    def _made(self, pairs):
        if self.object_pairs_hook is not None:
            return self.object_pairs_hook(pairs)
        made = dict(pairs)
        return made if self.object_hook is None else self.object_hook(made)
