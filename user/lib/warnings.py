"""Warnings: messages about what is allowed but doubtful, shown, ignored or raised as filters say.
Which warning is shown how often follows CPython's Lib/warnings.py."""
import _code
import sys

__all__ = ["warn", "warn_explicit", "showwarning", "formatwarning", "filterwarnings", "simplefilter",
           "resetwarnings", "catch_warnings"]

# (action, message pattern or None, category, module pattern or None, line or 0), the first that
# fits
filters = [("default", None, DeprecationWarning, "__main__", 0),
           ("ignore", None, DeprecationWarning, None, 0),
           ("ignore", None, PendingDeprecationWarning, None, 0),
           ("ignore", None, ImportWarning, None, 0),
           ("ignore", None, ResourceWarning, None, 0)]
defaultaction = "default"
onceregistry = {}
_filters_version = 1


class WarningMessage:
    """A warning that catch_warnings has recorded."""

    def __init__(self, message, category, filename, lineno, file=None, line=None, source=None):
        self.message = message
        self.category = category
        self.filename = filename
        self.lineno = lineno
        self.file = file
        self.line = line
        self.source = source
        self._category_name = category.__name__ if category else None

    def __str__(self):
        return ("{message : %r, category : %r, filename : %r, lineno : %s, line : %r}"
                % (self.message, self._category_name, self.filename, self.lineno, self.line))


# ---- Showing ------------------------------------------------------------------------------------

_lines = {}  # by file and line: source that a program file brought with it


def _source_line(filename, lineno):
    line = _lines.get((filename, lineno))
    if line:
        return line
    try:
        with open(filename) as file:
            for number, line in enumerate(file, 1):
                if number == lineno:
                    return line
    except (OSError, UnicodeDecodeError):
        pass
    return ""


def formatwarning(message, category, filename, lineno, line=None):
    """The text that showwarning writes."""
    text = f"{filename}:{lineno}: {category.__name__}: {message}\n"
    line = _source_line(filename, lineno) if line is None else line
    return text + f"  {line.strip()}\n" if line else text


def showwarning(message, category, filename, lineno, file=None, line=None):
    """Writes a warning to sys.stderr or a file."""
    file = sys.stderr if file is None else file
    if file is not None:
        try:
            file.write(formatwarning(message, category, filename, lineno, line))
        except OSError:
            pass


# ---- Filters ------------------------------------------------------------------------------------

def _add(item, append):
    global _filters_version
    if item in filters:
        if append:
            return
        filters.remove(item)
    if append:
        filters.append(item)
    else:
        filters.insert(0, item)
    _filters_version += 1


def filterwarnings(action, message="", category=Warning, module="", lineno=0, append=False):
    """What becomes of warnings with that message, category, module and line."""
    assert action in ("error", "ignore", "always", "default", "module", "once"), \
        "invalid action: %r" % (action,)
    assert isinstance(message, str), "message must be a string"
    assert isinstance(category, type), "category must be a class"
    assert issubclass(category, Warning), "category must be a Warning subclass"
    assert isinstance(module, str), "module must be a string"
    assert isinstance(lineno, int) and lineno >= 0, "lineno must be an int >= 0"
    if message or module:
        import re
    message = re.compile(message, re.I) if message else None
    module = re.compile(module) if module else None
    _add((action, message, category, module, lineno), append)


def simplefilter(action, category=Warning, lineno=0, append=False):
    """What becomes of warnings of a category."""
    assert action in ("error", "ignore", "always", "default", "module", "once"), \
        "invalid action: %r" % (action,)
    assert isinstance(lineno, int) and lineno >= 0, "lineno must be an int >= 0"
    _add((action, None, category, None, lineno), append)


def resetwarnings():
    """Forgets all filters."""
    global _filters_version
    filters[:] = []
    _filters_version += 1


def _fits(pattern, text):
    if pattern is None:
        return True
    return pattern == text if isinstance(pattern, str) else pattern.match(text) is not None


def _action(text, category, module, lineno):
    for action, message, of, where, line in filters:
        if (_fits(message, text) and issubclass(category, of) and _fits(where, module)
                and line in (0, lineno)):
            return action
    return defaultaction


# ---- The option -W of python ---------------------------------------------------------------------

class _OptionError(Exception):
    """A filter that says nothing sensible."""


def _option_category(name):
    if not name:
        return Warning
    module, _, name = name.rpartition(".")
    try:
        category = getattr(__import__(module or "builtins", fromlist=[name]), name)
    except ImportError:
        raise _OptionError(f"invalid module name: {module!r}") from None
    except AttributeError:
        raise _OptionError(f"unknown warning category: {name!r}") from None
    if not issubclass(category, Warning):
        raise _OptionError(f"invalid warning category: {name!r}")
    return category


def _read_option(text):
    """action:message:category:module:line, as arguments for filterwarnings."""
    parts = [part.strip() for part in text.split(":")]
    if len(parts) > 5:
        raise _OptionError(f"too many fields (max 5): {text!r}")
    action, message, category, module, line = parts + [""] * (5 - len(parts))
    actions = ("default", "always", "ignore", "module", "once", "error")
    known = "always" if action == "all" else \
        next((each for each in actions if each.startswith(action)), None)
    if known is None:
        raise _OptionError(f"invalid action: {action!r}")
    category = _option_category(category)
    if message or module:
        import re
        message, module = re.escape(message), module and re.escape(module) + r"\Z"
    try:
        line = int(line or 0)
        if line < 0:
            raise ValueError
    except ValueError:
        raise _OptionError(f"invalid lineno {line!r}") from None
    return known, message, category, module, line


def _take_options():
    for text in sys.warnoptions:
        try:
            filterwarnings(*_read_option(text))
        except _OptionError as error:
            print("Invalid -W option ignored:", error, file=sys.stderr)


# ---- Warning ------------------------------------------------------------------------------------

def _is_new(action, text, category, lineno, registry):
    """Whether it is to be shown; notes in the registry that it was."""
    if action == "always":
        return True
    key = (text, category, 0 if action == "module" else lineno)
    if action == "once":
        registry, key = onceregistry, (text, category)
    elif action not in ("default", "module"):
        raise RuntimeError(f"Unrecognized action ({action!r}) in warnings.filters:\n {action}")
    if registry.get(key):
        return False
    registry[key] = 1
    return True


def warn_explicit(message, category, filename, lineno, module=None, registry=None,
                  module_globals=None, source=None):
    """Warns of a place that is given."""
    lineno = int(lineno)
    if module is None:
        module = filename.removesuffix(".py") or "<unknown>"
    registry = {} if registry is None else registry
    if registry.get("version", 0) != _filters_version:
        registry.clear()
        registry["version"] = _filters_version
    if isinstance(message, Warning):
        text = str(message)
        category = message.__class__
    else:
        text = message
        message = category(message)
    if registry.get((text, category, lineno)):
        return
    action = _action(text, category, module, lineno)
    if action == "ignore":
        return
    if action == "error":
        raise message
    if _is_new(action, text, category, lineno, registry):
        _show(WarningMessage(message, category, filename, lineno, source=source))


def _show(said):
    showwarning(said.message, said.category, said.filename, said.lineno, said.file, said.line)


def warn(message, category=None, stacklevel=1, source=None):
    """Warns; the filters decide what becomes of it."""
    if isinstance(message, Warning):
        category = message.__class__
    if category is None:
        category = UserWarning
    if not (isinstance(category, type) and issubclass(category, Warning)):
        raise TypeError("category must be a Warning subclass, "
                        "not '{:s}'".format(type(category).__name__))
    try:
        frame = sys._getframe(max(stacklevel, 1))
        names, filename, lineno = frame.f_globals, frame.f_code.co_filename, frame.f_lineno
        _lines[filename, lineno] = _code.source_line(frame.f_code, lineno)
    except ValueError:
        names, filename, lineno = sys.__dict__, "sys", 1
    warn_explicit(message, category, filename, lineno, names.get("__name__", "<string>"),
                  names.setdefault("__warningregistry__", {}), names, source)


class catch_warnings:
    """Restores filters and showwarning at its end; with record=True warnings go into a list."""

    def __init__(self, *, record=False, module=None, action=None, category=Warning, lineno=0,
                 append=False):
        self._record = record
        self._module = sys.modules["warnings"] if module is None else module
        self._entered = False
        self._filter = None if action is None else (action, category, lineno, append)

    def __enter__(self):
        global _filters_version
        if self._entered:
            raise RuntimeError("Cannot enter %r twice" % self)
        self._entered = True
        self._filters = self._module.filters
        self._module.filters = self._filters[:]
        _filters_version += 1
        self._showwarning = self._module.showwarning
        self._show = self._module._show
        if self._filter is not None:
            simplefilter(*self._filter)
        if not self._record:
            return None
        log = []
        self._module._show = log.append
        self._module.showwarning = showwarning
        return log

    def __exit__(self, *exc_info):
        global _filters_version
        if not self._entered:
            raise RuntimeError("Cannot exit %r without entering first" % self)
        self._module.filters = self._filters
        _filters_version += 1
        self._module.showwarning = self._showwarning
        self._module._show = self._show


if "warnoptions" in sys.__dict__:
    _take_options()
