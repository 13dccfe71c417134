"""Regular expressions. The pattern's compiler and the matcher are written in C (module _re); here
are patterns, matches, flags and substitution, with CPython's names and messages.

Not here: the LOCALE flag, \\N{...}, and DEBUG's listing."""
import _re

__all__ = ["match", "fullmatch", "search", "sub", "subn", "split", "findall", "finditer", "compile",
           "purge", "escape", "error", "Pattern", "Match", "A", "I", "M", "S", "X", "U", "ASCII",
           "IGNORECASE", "MULTILINE", "DOTALL", "VERBOSE", "UNICODE", "NOFLAG", "RegexFlag"]

_AT_POSITION, _WHOLE, _SEARCH = 0, 1, 2  # interp/modules/re_program.h: ReMode
_END = 2 ** 63 - 1


class error(Exception):
    """A pattern, or the text to replace by, that is at fault: msg, pattern, pos, lineno, colno."""

    def __init__(self, msg, pattern=None, pos=None):
        self.msg = msg
        self.pattern = pattern
        self.pos = pos
        self.lineno = self.colno = None
        if pattern is not None and pos is not None:
            newline = "\n" if isinstance(pattern, str) else b"\n"
            self.lineno = pattern.count(newline, 0, pos) + 1
            self.colno = pos - pattern.rfind(newline, 0, pos)
            msg = f"{msg} at position {pos}"
            if newline in pattern:
                msg += f" (line {self.lineno}, column {self.colno})"
        super().__init__(msg)


class RegexFlag(int):
    """A set of flags, which prints as their names."""
    __slots__ = ()

    def __repr__(self):
        value = int(self)
        names = [name for flag, name in _FLAG_NAMES if value & flag]
        rest = value & ~sum([flag for flag, _ in _FLAG_NAMES])
        return "|".join(["re." + name for name in names] + ([hex(rest)] if rest else [])) \
            or "re.NOFLAG"

    __str__ = __repr__

    def __format__(self, spec):
        return format(str(self), spec)

    def __or__(self, other):
        return RegexFlag(int(self) | int(other))

    def __and__(self, other):
        return RegexFlag(int(self) & int(other))

    def __xor__(self, other):
        return RegexFlag(int(self) ^ int(other))

    def __invert__(self):
        return RegexFlag(_ALL_FLAGS & ~int(self))

    __ror__, __rand__, __rxor__ = __or__, __and__, __xor__

    @property
    def value(self):
        return int(self)

    @property
    def name(self):
        return str(self).replace("re.", "")


_FLAG_NAMES = ((256, "ASCII"), (2, "IGNORECASE"), (4, "LOCALE"), (32, "UNICODE"),
               (8, "MULTILINE"), (16, "DOTALL"), (64, "VERBOSE"), (1, "TEMPLATE"), (128, "DEBUG"))
_ALL_FLAGS = 511
NOFLAG = RegexFlag(0)
A = ASCII = RegexFlag(256)
I = IGNORECASE = RegexFlag(2)
L = LOCALE = RegexFlag(4)
U = UNICODE = RegexFlag(32)
M = MULTILINE = RegexFlag(8)
S = DOTALL = RegexFlag(16)
X = VERBOSE = RegexFlag(64)
DEBUG = RegexFlag(128)
for _name in __all__[__all__.index("A"):-1] + ["L", "LOCALE", "DEBUG"]:
    setattr(RegexFlag, _name, globals()[_name])  # the members of the class, as of an enum


def _contents(string):
    """What is searched, as parts are cut from it: those of a bytearray or a memoryview are bytes."""
    if isinstance(string, bytearray) or isinstance(string, memoryview) and string.c_contiguous:
        return bytes(string)
    return string


def _kept(string):
    """What keeps a bytearray's size as it is while somebody searches it."""
    return memoryview(string) if isinstance(string, (bytearray, memoryview)) else None


# ---- matches --------------------------------------------------------------------------------------

class Match:
    """Where a pattern was found. Made by the methods of Pattern."""
    __slots__ = ("re", "string", "pos", "endpos", "_spans")

    def __new__(cls, *arguments, **keywords):
        raise TypeError("cannot create 're.Match' instances")

    def _span(self, group):
        if not isinstance(group, int):
            group = self.re.groupindex.get(group, -1)
        if not 0 <= group <= self.re.groups:
            raise IndexError("no such group")
        return self._spans[2 * group], self._spans[2 * group + 1]

    def _text(self, group, default=None):
        start, end = self._span(group)
        if start < 0:
            return default
        return (self.string if self.re._is_text else _contents(self.string))[start:end]

    def group(self, *groups):
        """The text of the match, or of the groups that are named."""
        if not groups:
            spans = self._spans
            return (self.string if self.re._is_text else _contents(self.string))[spans[0]:spans[1]]
        if len(groups) == 1:
            return self._text(groups[0])
        return tuple([self._text(group) for group in groups])

    def __getitem__(self, group):
        return self._text(group)

    def groups(self, default=None):
        """The texts of all groups, as a tuple."""
        return tuple([self._text(group, default) for group in range(1, self.re.groups + 1)])

    def groupdict(self, default=None):
        """The texts of the named groups, as a dict."""
        return {name: self._text(group, default) for name, group in self.re.groupindex.items()}

    def start(self, group=0, /):
        """Where the group begins in the text; -1 when it took no part."""
        return self._span(group)[0]

    def end(self, group=0, /):
        """Where the group ends in the text; -1 when it took no part."""
        return self._span(group)[1]

    def span(self, group=0, /):
        """Where the group begins and ends, as a tuple."""
        return self._span(group)

    def expand(self, template):
        """The template with the groups put in for \\1, \\g<name> ..."""
        return _expand(_parse_template(template, self.re), self)

    @property
    def regs(self):
        return tuple([self._span(group) for group in range(self.re.groups + 1)])

    @property
    def lastindex(self):
        last = self._spans[-1]
        return None if last < 0 else last

    @property
    def lastgroup(self):
        return self.re._group_names.get(self._spans[-1])

    def __copy__(self):
        return self

    def __deepcopy__(self, memo):
        return self

    def __repr__(self):
        return f"<re.Match object; span={self.span()!r}, match={self.group()!r}>"


_new = object.__new__


def _limits(string, pos, endpos):
    """Where a search begins and ends: within string."""
    size = string.nbytes if isinstance(string, memoryview) else len(string)
    return (0 if pos < 0 else pos if pos < size else size,
            0 if endpos < 0 else endpos if endpos < size else size)


def _match(pattern, string, pos, endpos, spans):
    match = _new(Match)
    match.re = pattern
    match.string = string
    match.pos = pos
    match.endpos = endpos
    match._spans = spans
    return match


# ---- patterns -------------------------------------------------------------------------------------

class Pattern:
    """A compiled regular expression. Made by compile()."""
    __slots__ = ("pattern", "flags", "groups", "groupindex", "_group_names", "_is_text", "_run",
                 "__weakref__")

    def __new__(cls, *arguments, **keywords):
        raise TypeError("cannot create 're.Pattern' instances")

    def _match(self, mode, string, pos, endpos):
        spans = self._run(string, pos, endpos, mode, 0)
        if spans is None:
            return None
        pos, endpos = _limits(string, pos, endpos)
        return _match(self, string, pos, endpos, spans)

    def match(self, string, pos=0, endpos=_END):
        """A Match at the beginning of the text, or None."""
        return self._match(_AT_POSITION, string, pos, endpos)

    def fullmatch(self, string, pos=0, endpos=_END):
        """A Match of the whole text, or None."""
        return self._match(_WHOLE, string, pos, endpos)

    def search(self, string, pos=0, endpos=_END):
        """The first Match anywhere in the text, or None."""
        return self._match(_SEARCH, string, pos, endpos)

    def _all_spans(self, string, pos=0, endpos=_END):
        """The spans of one match after the other; behind an empty one none is empty at once."""
        run = self._run
        spans = run(string, pos, endpos, _SEARCH, 0)
        while spans is not None:
            yield spans
            spans = run(string, spans[1], endpos, _SEARCH, spans[0] == spans[1])

    def finditer(self, string, pos=0, endpos=_END):
        """An iterator over the matches."""
        self._run(string, 0, 0, _AT_POSITION, 0)  # a text of the wrong type is refused at once
        return self._matches(string, pos, endpos, _kept(string))

    def _matches(self, string, pos, endpos, kept):
        first = None
        for spans in self._all_spans(string, pos, endpos):
            if first is None:
                first, last = _limits(string, pos, endpos)
            yield _match(self, string, first, last, spans)

    def findall(self, string, pos=0, endpos=_END):
        """All that it finds: texts, or tuples of groups where there are several."""
        string = _contents(string)
        if self.groups == 0:
            return [string[spans[0]:spans[1]] for spans in self._all_spans(string, pos, endpos)]
        if self.groups == 1:  # a group that did not match has -1, -1: an empty text
            return [string[spans[2]:spans[3]] for spans in self._all_spans(string, pos, endpos)]
        places = range(2, 2 * self.groups + 2, 2)
        return [tuple([string[spans[i]:spans[i + 1]] for i in places])
                for spans in self._all_spans(string, pos, endpos)]

    def split(self, string, maxsplit=0):
        """The parts of the text between the matches."""
        string = _contents(string)
        parts = []
        last = 0
        if maxsplit >= 0:
            for count, spans in enumerate(self._all_spans(string), 1):
                parts.append(string[last:spans[0]])
                for i in range(2, 2 * self.groups + 2, 2):
                    parts.append(None if spans[i] < 0 else string[spans[i]:spans[i + 1]])
                last = spans[1]
                if count == maxsplit:
                    break
        parts.append(string[last:])
        return parts

    def sub(self, repl, string, count=0):
        """The text with all matches replaced."""
        return self.subn(repl, string, count)[0]

    def subn(self, repl, string, count=0):
        """The text with all matches replaced, and how many there were."""
        whole, kept, string = string, _kept(string), _contents(string)
        text = None  # what each match is replaced by, when it is always the same
        if not callable(repl):
            template = _parse_template(repl, self)
            if not template:
                text = string[:0]
            elif len(template) == 1 and not isinstance(template[0], int):
                text = template[0]
            else:
                repl = lambda match: _expand(template, match)
        parts = []
        last = number = 0
        end = _limits(whole, 0, _END)[1]
        if count >= 0:
            for spans in self._all_spans(string):
                if last < spans[0]:
                    parts.append(string[last:spans[0]])
                new = repl(_match(self, whole, 0, end, spans)) if text is None else text
                if new is not None:  # CPython's takes None for nothing, too
                    parts.append(new)
                last = spans[1]
                number += 1
                if number == count:
                    break
        if last < len(string):
            parts.append(string[last:])
        return string[:0].join(parts), number

    def __copy__(self):
        return self

    def __deepcopy__(self, memo):
        return self

    def __eq__(self, other):
        if not isinstance(other, Pattern):
            return NotImplemented
        return (self.flags, self.pattern, type(self.pattern)) == (
            other.flags, other.pattern, type(other.pattern))

    def __hash__(self):
        return hash((self.flags, self.pattern))

    def __repr__(self):
        flags = self.flags & ~32 if isinstance(self.pattern, str) else self.flags
        return f"re.compile({self.pattern!r:.200}" + (
            f", {RegexFlag(flags)!r})" if flags else ")")


def _checked_flags(pattern, flags):
    flags = int(flags)
    if flags & DEBUG:
        raise ValueError("re.DEBUG is not supported here")
    if isinstance(pattern, str):
        if flags & LOCALE:
            raise ValueError("cannot use LOCALE flag with a str pattern")
        if flags & ASCII and flags & UNICODE:
            raise ValueError("ASCII and UNICODE flags are incompatible")
    elif flags & UNICODE:
        raise ValueError("cannot use UNICODE flag with a bytes pattern")
    elif flags & LOCALE:
        raise ValueError("re.LOCALE is not supported here")
    return flags


def _compile(text, flags):
    flags = _checked_flags(text, flags) if isinstance(text, (str, bytes)) else 0
    code = _re.compile(text, flags)
    if isinstance(code, tuple):
        raise error(code[0], text, code[1])
    pattern = _new(Pattern)
    pattern.pattern = text
    pattern.flags = code.flags
    if isinstance(text, str) and not code.flags & ASCII:
        pattern.flags |= 32
    _checked_flags(text, pattern.flags)
    pattern.groups = code.groups
    pattern.groupindex = code.groupindex
    pattern._group_names = {group: name for name, group in code.groupindex.items()}
    pattern._is_text = isinstance(text, str)
    pattern._run = code.run
    return pattern


_CACHE_MOST = 512
_cache = {}


def compile(pattern, flags=0):
    """A Pattern of this text; the last ones are kept."""
    key = type(pattern), pattern, int(flags)
    try:
        return _cache[key]
    except KeyError:
        pass
    if isinstance(pattern, Pattern):
        if flags:
            raise ValueError("cannot process flags argument with a compiled pattern")
        return pattern
    compiled = _compile(pattern, flags)
    if len(_cache) >= _CACHE_MOST:
        del _cache[next(iter(_cache))]
    _cache[key] = compiled
    return compiled


def purge():
    """Forgets the patterns that were compiled."""
    _cache.clear()


def match(pattern, string, flags=0):
    """A Match at the start of string, or None."""
    return compile(pattern, flags).match(string)


def fullmatch(pattern, string, flags=0):
    """A Match of all of string, or None."""
    return compile(pattern, flags).fullmatch(string)


def search(pattern, string, flags=0):
    """The first Match in string, or None."""
    return compile(pattern, flags).search(string)


def sub(pattern, repl, string, count=0, flags=0):
    """string with the matches replaced by repl: a text with \\1, \\g<name>, or a function."""
    return compile(pattern, flags).sub(repl, string, count)


def subn(pattern, repl, string, count=0, flags=0):
    """(what sub gives, how many were replaced)"""
    return compile(pattern, flags).subn(repl, string, count)


def split(pattern, string, maxsplit=0, flags=0):
    """The texts between the matches, with the groups of these."""
    return compile(pattern, flags).split(string, maxsplit)


def findall(pattern, string, flags=0):
    """A list of all matches: of their texts, or of their groups when there are any."""
    return compile(pattern, flags).findall(string)


def finditer(pattern, string, flags=0):
    """An iterator over the Matches."""
    return compile(pattern, flags).finditer(string)


_SPECIAL = "()[]{}?*+-|^$\\.&~# \t\n\r\v\f"


def escape(pattern):
    """The text with a backslash before each character that means something."""
    if isinstance(pattern, str):
        return "".join(["\\" + c if c in _SPECIAL else c for c in pattern])
    text = str(pattern, "latin1")
    return "".join(["\\" + c if c in _SPECIAL else c for c in text]).encode("latin1")


# ---- the text to replace by ------------------------------------------------------------------------

_ESCAPES = {"a": "\a", "b": "\b", "f": "\f", "n": "\n", "r": "\r", "t": "\t", "v": "\v",
            "\\": "\\"}
_OCTAL = "01234567"
_DIGITS = "0123456789"
_LETTERS = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"


def _parse_template(source, pattern):
    """A list of texts, and of the numbers of groups."""
    is_text = isinstance(source, str)
    text = source if is_text else str(source, "latin1")
    if "\\" not in text:
        return [source]
    parts = []
    place = 0
    while place < len(text):
        slash = text.find("\\", place)
        if slash < 0:
            slash = len(text)
        if slash > place:
            parts.append(text[place:slash])
        place = slash
        if slash < len(text):
            part, place = _template_escape(text, slash, pattern, source)
            parts.append(part)
    return parts if is_text else [part if isinstance(part, int) else part.encode("latin1")
                                  for part in parts]


def _template_escape(text, start, pattern, source):
    """What the escape at start means, a text or a group's number, and where it ends."""
    c = text[start + 1:start + 2]
    if c == "":
        raise error("bad escape (end of pattern)", source, start)
    if c == "g":
        return _template_name(text, start + 2, pattern, source)
    end = start + 2
    if c == "0":
        while end < start + 4 and text[end:end + 1] in _OCTAL and end < len(text):
            end += 1
        return chr(int(text[start + 1:end], 8) & 0xff), end
    if c in _DIGITS:
        if end < len(text) and text[end] in _DIGITS:
            end += 1
            if (c in _OCTAL and text[end - 1] in _OCTAL and end < len(text)
                    and text[end] in _OCTAL):
                end += 1
                value = int(text[start + 1:end], 8)
                if value > 0o377:
                    raise error(f"octal escape value {text[start:end]} outside of range 0-0o377",
                                source, start)
                return chr(value), end
        return _template_group(int(text[start + 1:end]), pattern, source, start + 1), end
    if c in _ESCAPES:
        return _ESCAPES[c], end
    if c in _LETTERS:
        raise error(f"bad escape {text[start:end]}", source, start)
    return text[start:end], end


def _template_group(number, pattern, source, place):
    if number > pattern.groups:
        raise error(f"invalid group reference {number}", source, place)
    return number


def _template_name(text, place, pattern, source):
    if text[place:place + 1] != "<":
        raise error("missing <", source, place)
    start = place + 1
    end = text.find(">", start)
    if end == start or start == len(text):
        raise error("missing group name", source, start)
    if end < 0:
        raise error("missing >, unterminated name", source, start)
    name = text[start:end]
    if name.isidentifier():
        if name not in pattern.groupindex:
            raise IndexError(f"unknown group name {name!r}")
        return pattern.groupindex[name], end + 1
    if not (name.isdecimal() and name.isascii()):
        raise error(f"bad character in group name {name!r}", source, start)
    return _template_group(int(name), pattern, source, start), end + 1


def _expand(template, match):
    empty = match.string[:0]
    return empty.join([match._text(part, empty) if isinstance(part, int) else part
                       for part in template])
