"""Printing data so that a person can read it: what is too long for a line is broken into one item
per line, with the keys of dicts sorted."""
import collections
import dataclasses
import re
import sys
import types

__all__ = ["pprint", "pformat", "isreadable", "isrecursive", "saferepr", "PrettyPrinter", "pp"]


def pprint(object, stream=None, indent=1, width=80, depth=None, *, compact=False, sort_dicts=True,
           underscore_numbers=False):
    """Prints the object, and a newline."""
    PrettyPrinter(indent, width, depth, stream, compact=compact, sort_dicts=sort_dicts,
                  underscore_numbers=underscore_numbers).pprint(object)


def pp(object, *args, sort_dicts=False, **kwargs):
    """pprint with the keys of dicts in their own order."""
    pprint(object, *args, sort_dicts=sort_dicts, **kwargs)


def pformat(object, indent=1, width=80, depth=None, *, compact=False, sort_dicts=True,
            underscore_numbers=False):
    """What pprint would print, without the newline."""
    return PrettyPrinter(indent, width, depth, compact=compact, sort_dicts=sort_dicts,
                         underscore_numbers=underscore_numbers).pformat(object)


def saferepr(object):
    """repr, which says where an object contains itself."""
    return PrettyPrinter()._line(object, set(), 0)[0]


def isreadable(object):
    """Can eval read what saferepr writes?"""
    return PrettyPrinter().isreadable(object)


def isrecursive(object):
    """Does the object contain itself?"""
    return PrettyPrinter().isrecursive(object)


class _SortKey:
    """Any two objects have an order: that of their types' names where they know none."""
    __slots__ = ("object",)

    def __init__(self, object):
        self.object = object

    def __lt__(self, other):
        one, two = self.object, other.object
        try:
            return one < two
        except TypeError:
            return (str(type(one)), id(one)) < (str(type(two)), id(two))


def _pair_key(pair):
    return _SortKey(pair[0]), _SortKey(pair[1])


def _recursion(object):
    return f"<Recursion on {type(object).__name__} with id={id(object)}>"


def _is_of_dataclass(object):
    """With the __repr__ that dataclass made."""
    return (dataclasses.is_dataclass(object) and not isinstance(object, type)
            and getattr(getattr(type(object).__repr__, "__wrapped__", None), "__globals__", None)
            is vars(dataclasses))


class PrettyPrinter:
    """indent: blanks per level; width: of a line; depth: levels that are shown; stream: where to;
    compact: several items per line where they fit."""

    def __init__(self, indent=1, width=80, depth=None, stream=None, *, compact=False,
                 sort_dicts=True, underscore_numbers=False):
        indent, width = int(indent), int(width)
        if indent < 0:
            raise ValueError("indent must be >= 0")
        if depth is not None and depth <= 0:
            raise ValueError("depth must be > 0")
        if not width:
            raise ValueError("width must be != 0")
        self._depth, self._width, self._indent_per_level = depth, width, indent
        self._stream = sys.stdout if stream is None else stream
        self._compact, self._sort_dicts = bool(compact), sort_dicts
        self._underscore_numbers = underscore_numbers

    def pprint(self, object):
        """Prints an object in lines that are not too wide."""
        if self._stream is not None:
            self._stream.write(self.pformat(object))
            self._stream.write("\n")

    def pformat(self, object):
        """The text that pprint prints."""
        return self._shown(object, 0, 0, set(), 0)

    def isrecursive(self, object):
        """Does the object contain itself?"""
        return self._line(object, set(), 0)[2]

    def isreadable(self, object):
        """Would eval() of the text give the object?"""
        _, readable, recursive = self._line(object, set(), 0)
        return readable and not recursive

    def format(self, object, context, maxlevels, level):
        """(text, can eval read it, does it contain itself): for subclasses."""
        return self._line(object, set(context), level)

    # ---- In one line ----

    def _line(self, object, context, level):
        """What format returns. context: the ids of the containers around; level: how many."""
        kind = type(object)
        if kind is int and self._underscore_numbers:
            return f"{object:_d}", True, False
        if issubclass(kind, dict) and kind.__repr__ is dict.__repr__:
            brackets, items = "{}", object
        elif issubclass(kind, list) and kind.__repr__ is list.__repr__:
            brackets, items = "[]", object
        elif issubclass(kind, tuple) and kind.__repr__ is tuple.__repr__:
            brackets, items = "()", object
        else:
            text = repr(object)
            return text, bool(text) and not text.startswith("<"), False
        if not items:
            return brackets, True, False
        if self._depth and level >= self._depth:
            return brackets[0] + "..." + brackets[1], False, id(object) in context
        if id(object) in context:
            return _recursion(object), False, True
        context.add(id(object))
        texts, readable, recursive = [], True, False

        def part(item):
            nonlocal readable, recursive
            text, part_readable, part_recursive = self.format(item, context, self._depth, level + 1)
            readable, recursive = readable and part_readable, recursive or part_recursive
            return text
        if brackets == "{}":
            pairs = object.items()
            if self._sort_dicts:
                pairs = sorted(pairs, key=_pair_key)
            for key, value in pairs:
                texts.append(f"{part(key)}: {part(value)}")
        else:
            for item in object:
                texts.append(part(item))
        context.remove(id(object))
        last = "," if brackets == "()" and len(texts) == 1 else ""
        return brackets[0] + ", ".join(texts) + last + brackets[1], readable, recursive

    # ---- In several lines ----

    def _shown(self, object, indent, allowance, context, level):
        """The text of an object that begins in column `indent` and is followed by `allowance`
        characters."""
        if id(object) in context:
            return _recursion(object)
        text = self.format(object, context, self._depth, level)[0]
        if len(text) <= self._width - indent - allowance:
            return text
        way = self._ways.get(type(object).__repr__)
        if way is None and _is_of_dataclass(object):
            way = PrettyPrinter._dataclass
        if way is None:
            return text
        context.add(id(object))
        text = way(self, object, indent, allowance, context, level + 1)
        context.remove(id(object))
        return text

    def _dict(self, object, indent, allowance, context, level):
        pairs = object.items()
        if self._sort_dicts:
            pairs = sorted(pairs, key=_pair_key)
        return self._pairs("{", pairs, "}", indent, allowance, context, level)

    def _pairs(self, opening, pairs, closing, indent, allowance, context, level):
        """{key: value, in lines}"""
        padding = " " * (self._indent_per_level - 1)
        indent += self._indent_per_level
        allowance += len(closing)
        pairs = list(pairs)
        lines = []
        for number, (key, value) in enumerate(pairs, 1):
            name = self.format(key, context, self._depth, level)[0] + ": "
            room = allowance if number == len(pairs) else 1
            lines.append(name + self._shown(value, indent + len(name), room, context, level))
        return opening + padding + (",\n" + " " * indent).join(lines) + closing

    def _items(self, opening, items, closing, indent, allowance, context, level):
        """[items, in lines]"""
        text = opening + " " * (self._indent_per_level - 1)
        indent += self._indent_per_level
        allowance += len(closing)
        items = list(items)
        room = width = self._width - indent + 1
        separator, between = "", ",\n" + " " * indent
        for number, item in enumerate(items, 1):
            after = 1
            if number == len(items):
                after = allowance
                room -= allowance
                width -= allowance
            if self._compact:
                line = self.format(item, context, self._depth, level)[0]
                needed = len(line) + 2
                if room < needed:
                    room = width
                    separator = between if separator else separator
                if room >= needed:
                    room -= needed
                    text += separator + line
                    separator = ", "
                    continue
            text += separator + self._shown(item, indent, after, context, level)
            separator = between
        return text + closing

    def _list(self, object, indent, allowance, context, level):
        return self._items("[", object, "]", indent, allowance, context, level)

    def _tuple(self, object, indent, allowance, context, level):
        return self._items("(", object, ",)" if len(object) == 1 else ")", indent, allowance,
                           context, level)

    def _set(self, object, indent, allowance, context, level):
        if not object:
            return repr(object)
        opening, closing = "{", "}"
        if type(object) is not set:
            opening, closing = type(object).__name__ + "({", "})"
            indent += len(opening) - 1
        return self._items(opening, sorted(object, key=_SortKey), closing, indent, allowance,
                           context, level)

    def _str(self, object, indent, allowance, context, level):
        """In pieces of whole words, one per line; in parentheses where it stands alone."""
        if not object:
            return repr(object)
        if level == 1:
            indent, allowance = indent + 1, allowance + 1
        room, pieces = self._width - indent, []
        lines = object.splitlines(True)
        for number, line in enumerate(lines, 1):
            width = room - allowance if number == len(lines) else room
            if len(repr(line)) <= width:
                pieces.append(repr(line))
                continue
            words = re.findall(r"\S*\s*", line)[:-1]  # the last match is empty
            piece = ""
            for at, word in enumerate(words, 1):
                width = room - allowance if at == len(words) and number == len(lines) else room
                if piece and len(repr(piece + word)) > width:
                    pieces.append(repr(piece))
                    piece = ""
                piece += word
            pieces.append(repr(piece))
        if len(pieces) == 1:
            return pieces[0]
        text = ("\n" + " " * indent).join(pieces)
        return f"({text})" if level == 1 else text

    def _bytes(self, object, indent, allowance, context, level):
        """Four by four."""
        if len(object) <= 4:
            return repr(object)
        if level == 1:
            indent, allowance = indent + 1, allowance + 1
        text = ("\n" + " " * indent).join(
            self._byte_pieces(object, self._width - indent, allowance))
        return f"({text})" if level == 1 else text

    @staticmethod
    def _byte_pieces(object, width, allowance):
        piece, last = b"", len(object) // 4 * 4
        for at in range(0, len(object), 4):
            part = object[at:at + 4]
            if at == last:
                width -= allowance
            if piece and len(repr(piece + part)) > width:
                yield repr(piece)
                piece = part
            else:
                piece += part
        if piece:
            yield repr(piece)

    def _bytearray(self, object, indent, allowance, context, level):
        return "bytearray(" + self._bytes(bytes(object), indent + 10, allowance + 1, context,
                                          level + 1) + ")"

    def _called(self, name, content, indent, allowance, context, level):
        """name(content)"""
        text = self._shown(content, indent + len(name) + 1, allowance + 1, context, level)
        return f"{name}({text})"

    def _mappingproxy(self, object, indent, allowance, context, level):
        return self._called("mappingproxy", object.copy(), indent, allowance, context, level)

    def _ordered_dict(self, object, indent, allowance, context, level):
        if not object:
            return repr(object)
        return self._called(type(object).__name__, list(object.items()), indent, allowance, context,
                            level)

    def _default_dict(self, object, indent, allowance, context, level):
        if not object:
            return repr(object)
        factory = self.format(object.default_factory, context, self._depth, level)[0]
        name = type(object).__name__
        indent += len(name) + 1
        return (f"{name}({factory},\n" + " " * indent
                + self._dict(object, indent, allowance + 1, context, level) + ")")

    def _counter(self, object, indent, allowance, context, level):
        if not object:
            return repr(object)
        name = type(object).__name__
        return self._pairs(name + "({", object.most_common(), "})", indent + len(name) + 1,
                           allowance, context, level)

    def _chain_map(self, object, indent, allowance, context, level):
        name = type(object).__name__
        indent += len(name) + 1
        texts = [self._shown(each, indent, allowance + 1 if each is object.maps[-1] else 1, context,
                             level) for each in object.maps]
        return f"{name}({(',' + chr(10) + ' ' * indent).join(texts)})"

    def _deque(self, object, indent, allowance, context, level):
        if not object:
            return repr(object)
        name = type(object).__name__
        indent += len(name) + 1
        if object.maxlen is None:
            return name + "(" + self._items("[", object, "])", indent, allowance, context, level)
        text = self._items("[", object, "]", indent, 2, context, level)
        most = self.format(object.maxlen, context, self._depth, level)[0]
        return f"{name}({text},\n{' ' * indent}maxlen={most})"

    def _user(self, object, indent, allowance, context, level):
        return self._shown(object.data, indent, allowance, context, level - 1)

    def _named(self, name, pairs, indent, allowance, context, level):
        """name(key=value, in lines)"""
        lines = []
        for number, (key, value) in enumerate(pairs, 1):
            room = allowance if number == len(pairs) else 1
            if id(value) in context:
                text = "..."
            else:
                text = self._shown(value, indent + len(key) + 1, room, context, level)
            lines.append(f"{key}={text}")
        return name + "(" + (",\n" + " " * indent).join(lines) + ")"

    def _namespace(self, object, indent, allowance, context, level):
        name = "namespace" if type(object) is types.SimpleNamespace else type(object).__name__
        return self._named(name, list(object.__dict__.items()), indent + len(name) + 1, allowance,
                           context, level)

    def _dataclass(self, object, indent, allowance, context, level):
        name = type(object).__name__
        pairs = [(field.name, getattr(object, field.name))
                 for field in dataclasses.fields(object) if field.repr]
        return self._named(name, pairs, indent + len(name) + 1, allowance, context, level)

    _ways = {
        dict.__repr__: _dict, list.__repr__: _list, tuple.__repr__: _tuple, set.__repr__: _set,
        frozenset.__repr__: _set, str.__repr__: _str, bytes.__repr__: _bytes,
        bytearray.__repr__: _bytearray, types.MappingProxyType.__repr__: _mappingproxy,
        types.SimpleNamespace.__repr__: _namespace, collections.OrderedDict.__repr__: _ordered_dict,
        collections.defaultdict.__repr__: _default_dict, collections.Counter.__repr__: _counter,
        collections.ChainMap.__repr__: _chain_map, collections.deque.__repr__: _deque,
        collections.UserDict.__repr__: _user, collections.UserList.__repr__: _user,
    }
