"""Exceptions and call stacks as texts. What is printed for an exception is made by the interpreter
itself, so that it is the same everywhere; here it is put together in other ways."""
import sys

import _code

__all__ = ["FrameSummary", "StackSummary", "TracebackException", "clear_frames", "extract_stack",
           "extract_tb", "format_exc", "format_exception", "format_exception_only", "format_list",
           "format_stack", "format_tb", "print_exc", "print_exception", "print_last", "print_list",
           "print_stack", "print_tb", "walk_stack", "walk_tb"]

_CAUSE = "\nThe above exception was the direct cause of the following exception:\n\n"
_CONTEXT = "\nDuring handling of the above exception, another exception occurred:\n\n"
_SAME_LINES_SHOWN = 3
_MISSING = object()


class FrameSummary:
    """One entry of a traceback: where a call stood."""

    __slots__ = ("filename", "lineno", "name", "line", "locals", "_text")

    def __init__(self, filename, lineno, name, *, lookup_line=True, locals=None, line=None):
        self.filename, self.lineno, self.name = filename, lineno, name
        self.line = line if line is not None else ""
        self.locals = locals and {key: repr(value) for key, value in locals.items()}
        self._text = None

    def _key(self):
        return self.filename, self.lineno, self.name, self.locals

    def __eq__(self, other):
        if isinstance(other, FrameSummary):
            return self._key() == other._key()
        if isinstance(other, tuple):
            return tuple(self) == other
        return NotImplemented

    def __getitem__(self, index):
        return (self.filename, self.lineno, self.name, self.line)[index]

    def __iter__(self):
        return iter((self.filename, self.lineno, self.name, self.line))

    def __len__(self):
        return 4

    def __repr__(self):
        return f"<FrameSummary file {self.filename}, line {self.lineno} in {self.name}>"

    def _format(self):
        text = self._text
        if text is None:
            text = f'  File "{self.filename}", line {self.lineno}, in {self.name}\n'
            if self.line:
                text += f"    {self.line.strip()}\n"
        for name, value in sorted((self.locals or {}).items()):
            text += f"    {name} = {value}\n"
        return text


def _summary(frame, line_number, capture_locals=False):
    code = frame.f_code
    return FrameSummary(code.co_filename, line_number, code.co_name,
                        locals=frame.f_locals if capture_locals else None,
                        line=_code.source_line(code, line_number))


class StackSummary(list):
    """The entries of a traceback or of a call stack, the outermost first."""

    @classmethod
    def extract(cls, frames, *, limit=None, lookup_lines=True, capture_locals=False):
        """frames: pairs of a frame and a line, as walk_stack and walk_tb give them."""
        pairs = _limited(list(frames), limit)
        return cls(_summary(frame, line, capture_locals) for frame, line in pairs)

    @classmethod
    def from_list(cls, entries):
        """entries: FrameSummary objects, or tuples (filename, line, name, text)."""
        result = cls()
        for entry in entries:
            if not isinstance(entry, FrameSummary):
                filename, line_number, name, line = entry
                entry = FrameSummary(filename, line_number, name, line=line)
            result.append(entry)
        return result

    def format(self):
        """A list of texts, one for each entry; repetitions of the same place are counted."""
        result, last, count = [], None, 0
        for entry in self:
            place = entry.filename, entry.lineno, entry.name
            if place != last:
                _add_repetition(result, count)
                last, count = place, 0
            count += 1
            if count <= _SAME_LINES_SHOWN:
                result.append(entry._format())
        _add_repetition(result, count)
        return result

    def format_frame_summary(self, entry):
        """The lines of one entry."""
        return entry._format()


def _add_repetition(result, count):
    more = count - _SAME_LINES_SHOWN
    if more > 0:
        result.append(f"  [Previous line repeated {more} more time{'s' if more > 1 else ''}]\n")


def _limited(entries, limit):
    """The first `limit` entries, or the last -limit ones."""
    if limit is None:
        limit = getattr(sys, "tracebacklimit", None)
        if limit is not None and limit < 0:
            limit = 0
    if limit is None:
        return entries
    return entries[:limit] if limit >= 0 else entries[limit:]


def walk_stack(frame):
    """Yields (frame, line) from a frame, or the caller's, outwards."""
    if frame is None:
        frame = sys._getframe().f_back.f_back or sys._getframe().f_back
    while frame is not None:
        yield frame, frame.f_lineno
        frame = frame.f_back


def walk_tb(tb):
    """Yields (frame, line) from a traceback inwards."""
    while tb is not None:
        yield tb.tb_frame, tb.tb_lineno
        tb = tb.tb_next


def extract_tb(tb, limit=None):
    """The entries of a traceback, as a StackSummary."""
    entries = []
    while tb is not None:
        entries.append(tb)
        tb = tb.tb_next
    summary = StackSummary()
    for entry in _limited(entries, limit):
        summary.append(_summary(entry.tb_frame, entry.tb_lineno))
        summary[-1]._text = _code.traceback_entry(entry)
    return summary


def extract_stack(f=None, limit=None):
    """The calls that are running, as a StackSummary."""
    if f is None:
        f = sys._getframe().f_back
    pairs = list(walk_stack(f))
    if limit is not None and limit >= 0: # of a stack the innermost calls count
        pairs = pairs[:limit]
    elif limit is not None:
        pairs = pairs[limit:]
    return StackSummary(_summary(frame, line) for frame, line in reversed(pairs))


def format_list(extracted_list):
    """Entries as lines."""
    return StackSummary.from_list(extracted_list).format()


def print_list(extracted_list, file=None):
    """Prints entries."""
    for text in format_list(extracted_list):
        print(text, file=sys.stderr if file is None else file, end="")


def format_tb(tb, limit=None):
    """What print_tb prints, as lines."""
    return extract_tb(tb, limit).format()


def print_tb(tb, limit=None, file=None):
    """Prints the entries of a traceback."""
    print_list(extract_tb(tb, limit), file)


def format_stack(f=None, limit=None):
    """What print_stack prints, as lines."""
    if f is None:
        f = sys._getframe().f_back
    return extract_stack(f, limit).format()


def print_stack(f=None, limit=None, file=None):
    """Prints the calls that are running."""
    if f is None:
        f = sys._getframe().f_back
    print_list(extract_stack(f, limit), file)


class TracebackException:
    """An exception made ready to be printed, with those that led to it; it keeps no frame alive."""

    def __init__(self, exc_type, exc_value, exc_traceback, *, limit=None, lookup_lines=True,
                 capture_locals=False, compact=False, _seen=None):
        seen = [] if _seen is None else _seen
        seen.append(exc_value)
        self.exc_type = exc_type
        self.stack = extract_tb(exc_traceback, limit)
        if capture_locals:
            for entry, (frame, _) in zip(self.stack, walk_tb(exc_traceback)):
                entry.locals = {name: repr(value) for name, value in frame.f_locals.items()}
        self._has_traceback = exc_traceback is not None
        self._str = _text_of(exc_value)
        self._lines = _only(exc_type, exc_value)
        self.__notes__ = getattr(exc_value, "__notes__", None)
        self.__suppress_context__ = getattr(exc_value, "__suppress_context__", False)
        self.__cause__ = self._of(getattr(exc_value, "__cause__", None), limit, capture_locals,
                                  seen)
        context = getattr(exc_value, "__context__", None)
        self.__context__ = self._of(context, limit, capture_locals, seen)

    @classmethod
    def _of(cls, exception, limit, capture_locals, seen):
        if exception is None or any(exception is other for other in seen):
            return None
        return cls(type(exception), exception, exception.__traceback__, limit=limit,
                   capture_locals=capture_locals, _seen=seen)

    @classmethod
    def from_exception(cls, exc, *args, **kwargs):
        """What is kept of an exception."""
        return cls(type(exc), exc, exc.__traceback__, *args, **kwargs)

    def __eq__(self, other):
        return self.__dict__ == other.__dict__ if isinstance(other, TracebackException) \
            else NotImplemented

    def __str__(self):
        return self._str

    def format_exception_only(self):
        """The lines below the traceback."""
        yield from self._lines

    def format(self, *, chain=True):
        """Yields the lines of what is printed, ends included."""
        if chain and self.__cause__ is not None:
            yield from self.__cause__.format(chain=chain)
            yield _CAUSE
        elif chain and self.__context__ is not None and not self.__suppress_context__:
            yield from self.__context__.format(chain=chain)
            yield _CONTEXT
        if self._has_traceback:
            yield "Traceback (most recent call last):\n"
            yield from self.stack.format()
        yield from self.format_exception_only()

    def print(self, *, file=None, chain=True):
        """Prints all of it."""
        for text in self.format(chain=chain):
            print(text, file=sys.stderr if file is None else file, end="")


def _text_of(value):
    try:
        return str(value)
    except Exception:
        return "<exception str() failed>"


def _only(exc_type, value):
    """The lines below the traceback, one text each."""
    if isinstance(value, BaseException):
        return _code.exception_text(value).splitlines(keepends=True)
    name = exc_type.__name__ if exc_type is not None else "NoneType"
    return [f"{name}: {value}\n"]


def _parse(exc, value, tb):
    """The old way to call these functions names type, value and traceback."""
    if value is _MISSING and tb is _MISSING:
        if exc is not None and not isinstance(exc, BaseException):
            raise TypeError("Exception expected for value, " + type(exc).__name__ + " found")
        return exc, getattr(exc, "__traceback__", None)
    if value is _MISSING or tb is _MISSING:
        raise ValueError("Both or neither of value and tb must be given")
    return value, tb


def format_exception(exc, /, value=_MISSING, tb=_MISSING, limit=None, chain=True):
    """What print_exception prints, as lines."""
    value, tb = _parse(exc, value, tb)
    return list(TracebackException(type(value), value, tb, limit=limit).format(chain=chain))


def print_exception(exc, /, value=_MISSING, tb=_MISSING, limit=None, file=None, chain=True):
    """Prints an exception with its traceback and what it came from."""
    value, tb = _parse(exc, value, tb)
    TracebackException(type(value), value, tb, limit=limit).print(file=file, chain=chain)


def format_exception_only(exc, /, value=_MISSING):
    """The lines below the traceback."""
    if value is _MISSING:
        value = exc
    return _only(type(value), value)


def format_exc(limit=None, chain=True):
    """What print_exc prints, as a text."""
    return "".join(format_exception(*sys.exc_info(), limit=limit, chain=chain))


def print_exc(limit=None, file=None, chain=True):
    """Prints the exception that is being handled."""
    print_exception(*sys.exc_info(), limit, file, chain)


def print_last(limit=None, file=None, chain=True):
    """Prints the last exception that nobody handled at the prompt."""
    if not hasattr(sys, "last_type"):
        raise ValueError("no last exception")
    print_exception(sys.last_type, sys.last_value, sys.last_traceback, limit, file, chain)


def clear_frames(tb):
    """Gives the variables of a traceback's frames up, of those whose calls are over."""
    while tb is not None:
        try:
            tb.tb_frame.clear()
        except RuntimeError:
            pass
        tb = tb.tb_next
