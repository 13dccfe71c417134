"""Text in lines of a given width: wrap, fill, shorten; margins of blocks: dedent, indent."""
import re

__all__ = ["TextWrapper", "wrap", "fill", "dedent", "indent", "shorten"]

_SPACE = "\t\n\x0b\x0c\r "
_WORD = r"""[\w!"'&.,?]"""
_CHUNKS = re.compile(rf"""
    ( [{_SPACE}]+                                    # white space
    | (?<={_WORD}) -{{2,}} (?=\w)                    # a dash between words
    | [^{_SPACE}] (?: [^{_SPACE}]*?                  # a word, up to
        (?: -(?: (?<=[^\d\W]{{2}}-) | (?<=[^\d\W]-[^\d\W]-)) (?= [^\d\W] -? [^\d\W])  # a hyphen,
          | (?=[{_SPACE}]|\Z)                        # its end,
          | (?<={_WORD}) (?=-{{2,}}\w)))             # or a dash
    )""", re.VERBOSE)
_SENTENCE_END = re.compile(r"""[a-z][.!?]["']?\Z""")
_PLAIN_CHUNKS = re.compile(rf"([{_SPACE}]+)")


class TextWrapper:
    """How lines are broken."""

    def __init__(self, width=70, initial_indent="", subsequent_indent="", expand_tabs=True,
                 replace_whitespace=True, fix_sentence_endings=False, break_long_words=True,
                 drop_whitespace=True, break_on_hyphens=True, tabsize=8, *, max_lines=None,
                 placeholder=" [...]"):
        self.width = width
        self.initial_indent = initial_indent
        self.subsequent_indent = subsequent_indent
        self.expand_tabs = expand_tabs
        self.replace_whitespace = replace_whitespace
        self.fix_sentence_endings = fix_sentence_endings
        self.break_long_words = break_long_words
        self.drop_whitespace = drop_whitespace
        self.break_on_hyphens = break_on_hyphens
        self.tabsize = tabsize
        self.max_lines = max_lines
        self.placeholder = placeholder

    def _split(self, text):
        pattern = _CHUNKS if self.break_on_hyphens else _PLAIN_CHUNKS
        return [chunk for chunk in pattern.split(text) if chunk]

    def _chunks(self, text):
        if self.expand_tabs:
            text = text.expandtabs(self.tabsize)
        if self.replace_whitespace:
            text = text.translate({ord(c): " " for c in _SPACE})
        chunks = self._split(text)
        if self.fix_sentence_endings:  # two spaces behind one
            for place in range(1, len(chunks)):
                if chunks[place] == " " and _SENTENCE_END.search(chunks[place - 1]):
                    chunks[place] = "  "
        return chunks

    def _take_line(self, chunks, width):
        """The chunks of one line, off the end of the reversed chunks."""
        line, length = [], 0
        while chunks and length + len(chunks[-1]) <= width:
            length += len(chunks[-1])
            line.append(chunks.pop())
        if chunks and len(chunks[-1]) > width:
            room = 1 if width < 1 else width - length
            if self.break_long_words:
                chunk, end = chunks[-1], room
                if self.break_on_hyphens and len(chunk) > room:
                    hyphen = chunk.rfind("-", 0, room)
                    if hyphen > 0 and any(c != "-" for c in chunk[:hyphen]):
                        end = hyphen + 1
                line.append(chunk[:end])
                chunks[-1] = chunk[end:]
            elif not line:
                line.append(chunks.pop())
        return line

    def _cut(self, line, lines, indent, width):
        """The last line that is allowed, with the placeholder at its end."""
        while line:
            length = sum([len(chunk) for chunk in line])
            if line[-1].strip() and length + len(self.placeholder) <= width:
                lines.append(indent + "".join(line) + self.placeholder)
                return
            line.pop()
        if lines and len(lines[-1].rstrip()) + len(self.placeholder) <= self.width:
            lines[-1] = lines[-1].rstrip() + self.placeholder
        else:
            lines.append(indent + self.placeholder.lstrip())

    def wrap(self, text):
        """The text in lines, as a list."""
        if self.width <= 0:
            raise ValueError(f"invalid width {self.width!r} (must be > 0)")
        if self.max_lines is not None:
            indent = self.subsequent_indent if self.max_lines > 1 else self.initial_indent
            if len(indent) + len(self.placeholder.lstrip()) > self.width:
                raise ValueError("placeholder too large for max width")
        chunks, lines = self._chunks(text)[::-1], []
        while chunks:
            indent = self.subsequent_indent if lines else self.initial_indent
            width = self.width - len(indent)
            if self.drop_whitespace and not chunks[-1].strip() and lines:
                del chunks[-1]
            line = self._take_line(chunks, width)
            if self.drop_whitespace and line and not line[-1].strip():
                line.pop()
            if not line:
                continue
            rest = not chunks or (self.drop_whitespace and len(chunks) == 1
                                  and not chunks[0].strip())
            length = sum([len(chunk) for chunk in line])
            if (self.max_lines is None or len(lines) + 1 < self.max_lines
                    or rest and length <= width):
                lines.append(indent + "".join(line))
                continue
            self._cut(line, lines, indent, width)
            break
        return lines

    def fill(self, text):
        """The text in lines, as one text."""
        return "\n".join(self.wrap(text))


def wrap(text, width=70, **kwargs):
    """The lines of a paragraph."""
    return TextWrapper(width=width, **kwargs).wrap(text)


def fill(text, width=70, **kwargs):
    """The lines of a paragraph as one text."""
    return TextWrapper(width=width, **kwargs).fill(text)


def shorten(text, width, **kwargs):
    """As many words as fit, and a mark that there were more."""
    return TextWrapper(width=width, max_lines=1, **kwargs).fill(" ".join(text.strip().split()))


def dedent(text):
    """Without the white space with which all lines begin."""
    lines = [line if line.strip(" \t") else "" for line in text.split("\n")]
    margin = None
    for line in lines:
        if line:
            own = line[:len(line) - len(line.lstrip(" \t"))]
            if margin is None:
                margin = own
            while not own.startswith(margin):
                margin = margin[:-1]
    return "\n".join([line[len(margin or ""):] for line in lines])


def indent(text, prefix, predicate=None):
    """A prefix before each line, or each that the predicate chooses; as a rule: not empty ones."""
    return "".join([prefix + line if (predicate(line) if predicate else line.strip()) else line
                    for line in text.splitlines(True)])
