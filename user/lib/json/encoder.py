"""From Python's values to JSON text."""

_SHORT = {"\\": "\\\\", '"': '\\"', "\b": "\\b", "\f": "\\f", "\n": "\\n", "\r": "\\r",
          "\t": "\\t"}


def py_encode_basestring(s):
    """A str in double quotes, other characters than these and control characters as they are."""
    if s.isprintable() and "\\" not in s and '"' not in s:
        return '"' + s + '"'
    return '"' + "".join([
        c if c not in _SHORT and c >= " " else _SHORT.get(c) or f"\\u{ord(c):04x}" for c in s]) + '"'


def _ascii_escape(c):
    code = ord(c)
    if code < 0x10000:
        return f"\\u{code:04x}"
    code -= 0x10000  # two of the surrogates, as UTF-16 has it
    return f"\\u{0xd800 | code >> 10:04x}\\u{0xdc00 | code & 0x3ff:04x}"


def py_encode_basestring_ascii(s):
    """A str in double quotes, in ASCII."""
    if s.isascii():
        return py_encode_basestring(s)
    return '"' + "".join([
        _SHORT[c] if c in _SHORT else c if " " <= c <= "~" else _ascii_escape(c) for c in s]) + '"'


encode_basestring, encode_basestring_ascii = py_encode_basestring, py_encode_basestring_ascii


class JSONEncoder:
    """How values become text. A subclass may say with default() what other objects become."""
    item_separator = ", "
    key_separator = ": "

    def __init__(self, *, skipkeys=False, ensure_ascii=True, check_circular=True, allow_nan=True,
                 sort_keys=False, indent=None, separators=None, default=None):
        self.skipkeys = skipkeys
        self.ensure_ascii = ensure_ascii
        self.check_circular = check_circular
        self.allow_nan = allow_nan
        self.sort_keys = sort_keys
        self.indent = indent
        if separators is not None:
            self.item_separator, self.key_separator = separators
        elif indent is not None:
            self.item_separator = ","
        if default is not None:
            self.default = default

    def default(self, o):
        raise TypeError(f"Object of type {o.__class__.__name__} is not JSON serializable")

    def encode(self, o):
        parts = []
        _Writer(self, parts.append).value(o, 0)
        return "".join(parts)

    def iterencode(self, o, _one_shot=False):
        parts = []
        _Writer(self, parts.append).value(o, 0)
        return iter(parts)


class _Writer:
    """One run of an encoder: what is written goes to `write`, piece by piece."""

    def __init__(self, encoder, write):
        self.encoder = encoder
        self.write = write
        self.text = encode_basestring_ascii if encoder.ensure_ascii else encode_basestring
        self.open = set() if encoder.check_circular else None  # ids of containers being written
        indent = encoder.indent
        self.indent = indent if indent is None or isinstance(indent, str) else " " * indent

    def value(self, o, level):
        if isinstance(o, str):
            self.write(self.text(o))
        elif o is None:
            self.write("null")
        elif o is True:
            self.write("true")
        elif o is False:
            self.write("false")
        elif isinstance(o, int):
            self.write(int.__repr__(o))
        elif isinstance(o, float):
            self.write(self.number(o))
        elif isinstance(o, (list, tuple)):
            self.guarded(o, self.items, level)
        elif isinstance(o, dict):
            self.guarded(o, self.pairs, level)
        else:
            self.guarded(o, lambda o, level: self.value(self.encoder.default(o), level), level)

    def number(self, o):
        if o != o:
            text = "NaN"
        elif o in (float("inf"), float("-inf")):
            text = "Infinity" if o > 0 else "-Infinity"
        else:
            return float.__repr__(o)
        if not self.encoder.allow_nan:
            raise ValueError("Out of range float values are not JSON compliant")
        return text

    def guarded(self, o, write, level):
        """Notes that a container is being written: one that contains itself has no end."""
        if self.open is None:
            return write(o, level)
        if id(o) in self.open:
            raise ValueError("Circular reference detected")
        self.open.add(id(o))
        write(o, level)
        self.open.discard(id(o))

    def line(self, level):
        return "" if self.indent is None else "\n" + self.indent * level

    def items(self, o, level):
        if not o:
            self.write("[]")
            return
        self.write("[")
        separator, between = self.line(level + 1), self.encoder.item_separator
        for item in o:
            self.write(separator)
            self.value(item, level + 1)
            separator = between + self.line(level + 1)
        self.write(self.line(level) + "]")

    def key(self, key):
        """A key's text; None: it is skipped."""
        if isinstance(key, str):
            return key
        if isinstance(key, float):
            return self.number(key)
        if key is True or key is False or key is None:
            return {True: "true", False: "false", None: "null"}[key]
        if isinstance(key, int):
            return int.__repr__(key)
        if self.encoder.skipkeys:
            return None
        raise TypeError(f"keys must be str, int, float, bool or None, "
                        f"not {key.__class__.__name__}")

    def pairs(self, o, level):
        if not o:
            self.write("{}")
            return
        self.write("{")
        separator, between = self.line(level + 1), self.encoder.item_separator
        for key, value in sorted(o.items()) if self.encoder.sort_keys else o.items():
            key = self.key(key)
            if key is None:
                continue
            self.write(separator)
            self.write(self.text(key) + self.encoder.key_separator)
            self.value(value, level + 1)
            separator = between + self.line(level + 1)
        self.write(self.line(level) + "}")
