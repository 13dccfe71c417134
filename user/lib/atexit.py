"""Functions that are called when the program ends: the last one registered is the first called."""
import sys

_functions = []  # (function, arguments, keyword arguments)


def register(func, /, *args, **kwargs):
    """func(*args, **kwargs) is called in the end; returns func, so it is a decorator, too."""
    if not callable(func):
        raise TypeError("the first argument must be callable")
    _functions.append((func, args, kwargs))
    return func


def unregister(func, /):
    """Forgets each registration of func."""
    _functions[:] = [entry for entry in _functions if not entry[0] == func]


def _clear():
    _functions.clear()


def _ncallbacks():
    return len(_functions)


def _run_exitfuncs():
    """What the interpreter calls in the end. An exception ends its function, and nothing else."""
    while _functions:
        func, args, kwargs = _functions.pop()
        try:
            func(*args, **kwargs)
        except BaseException as error:
            _report(func, error)


def _report(func, error):
    import traceback
    print(f"Exception ignored in atexit callback: {func!r}", file=sys.stderr)
    inner = error.__traceback__.tb_next  # without the call above
    traceback.print_exception(type(error), error, inner)
