"""From Python's values to JSON text: at once by module _json (interp/modules/json_write.c), or
piece by piece, as json.dump writes it, by _pieces."""
from _json import encode as _encode, encode_basestring, encode_basestring_ascii

__all__ = ["JSONEncoder"]


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
        if isinstance(o, str):
            return encode_basestring_ascii(o) if self.ensure_ascii else encode_basestring(o)
        return "".join(self.iterencode(o, _one_shot=True))

    def iterencode(self, o, _one_shot=False):
        text = encode_basestring_ascii if self.ensure_ascii else encode_basestring
        if _one_shot and self.indent is None:
            return (_encode(o, {} if self.check_circular else None, self.default, text,
                            self.key_separator, self.item_separator, self.sort_keys, self.skipkeys,
                            self.allow_nan),)
        return _Pieces(self, text).value(o, 0)


class _Pieces:
    """One run of an encoder, which gives its text in the pieces in which CPython does."""

    def __init__(self, encoder, text):
        self.encoder = encoder
        self.text = text
        self.open = {} if encoder.check_circular else None  # by id: containers being written
        indent = encoder.indent
        self.indent = indent if indent is None or isinstance(indent, str) else " " * indent

    def number(self, o):
        if o != o:
            text = "NaN"
        elif o == float("inf"):
            text = "Infinity"
        elif o == float("-inf"):
            text = "-Infinity"
        else:
            return float.__repr__(o)
        if not self.encoder.allow_nan:
            raise ValueError("Out of range float values are not JSON compliant: " + repr(o))
        return text

    def plain(self, o):
        """The text of a value that is no container; None: it is one."""
        if isinstance(o, str):
            return self.text(o)
        if o is None:
            return "null"
        if o is True:
            return "true"
        if o is False:
            return "false"
        if isinstance(o, int):
            return int.__repr__(o)
        if isinstance(o, float):
            return self.number(o)
        return None

    def enter(self, o):
        """Notes that a container is being written: one that contains itself has no end."""
        if self.open is not None:
            if id(o) in self.open:
                raise ValueError("Circular reference detected")
            self.open[id(o)] = o

    def leave(self, o):
        if self.open is not None:
            del self.open[id(o)]

    def container(self, o, level):
        if isinstance(o, (list, tuple)):
            yield from self.items(o, level)
        elif isinstance(o, dict):
            yield from self.pairs(o, level)
        else:
            self.enter(o)
            yield from self.value(self.encoder.default(o), level)
            self.leave(o)

    def value(self, o, level):
        text = self.plain(o)
        if text is not None:
            yield text
        else:
            yield from self.container(o, level)

    def line(self, level):
        return "" if self.indent is None else "\n" + self.indent * level

    def items(self, o, level):
        if not o:
            yield "[]"
            return
        self.enter(o)
        before = "[" + self.line(level + 1)
        between = self.encoder.item_separator + self.line(level + 1)
        for item in o:
            text = self.plain(item)
            if text is not None:
                yield before + text
            else:
                yield before
                yield from self.container(item, level + 1)
            before = between
        if self.indent is not None:
            yield self.line(level)
        yield "]"
        self.leave(o)

    def key(self, key):
        """A key's text; None: it is left out."""
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
            yield "{}"
            return
        self.enter(o)
        yield "{"
        separator = self.encoder.item_separator + self.line(level + 1)
        first = True
        if self.indent is not None:
            yield self.line(level + 1)
        for key, value in sorted(o.items()) if self.encoder.sort_keys else o.items():
            key = self.key(key)
            if key is None:
                continue
            if not first:
                yield separator
            first = False
            yield self.text(key)
            yield self.encoder.key_separator
            text = self.plain(value)
            if text is not None:
                yield text
            else:
                yield from self.container(value, level + 1)
        if self.indent is not None:
            yield self.line(level)
        yield "}"
        self.leave(o)
