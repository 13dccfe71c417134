"""How long small pieces of code take: timeit(), repeat(), Timer, and `python -m timeit`."""
import gc
import itertools
import sys
import time

__all__ = ["Timer", "timeit", "repeat", "default_timer"]

default_timer = time.perf_counter
default_number = 1000000
default_repeat = 5

_FUNCTION = """\
def inner(_it, _timer{parameters}):
    {setup}
    _t0 = _timer()
    for _i in _it:
        {stmt}
        pass
    _t1 = _timer()
    return _t1 - _t0
"""


def _indented(text, columns):
    return text.replace("\n", "\n" + " " * columns)


class Timer:
    """stmt and setup are texts, or functions without arguments. setup runs once for each timing."""

    def __init__(self, stmt="pass", setup="pass", timer=default_timer, globals=None):
        self.timer = timer
        space, parameters = {}, ""
        if isinstance(setup, str):
            compile(setup, "<timeit-src>", "exec")  # mistakes are reported without the frame below
            before, setup = setup + "\n", _indented(setup, 4)
        elif callable(setup):
            space["_setup"] = setup
            parameters += ", _setup=_setup"
            before, setup = "", "_setup()"
        else:
            raise ValueError("setup is neither a string nor callable")
        if isinstance(stmt, str):
            compile(before + stmt, "<timeit-src>", "exec")
            stmt = _indented(stmt, 8)
        elif callable(stmt):
            space["_stmt"] = stmt
            parameters += ", _stmt=_stmt"
            stmt = "_stmt()"
        else:
            raise ValueError("stmt is neither a string nor callable")
        self.src = _FUNCTION.format(stmt=stmt, setup=setup, parameters=parameters)
        self.inner = self._make(space, globals)

    def _make(self, space, names):
        everything = dict(globals() if names is None else names)
        everything.update(space)
        exec(compile(self.src, "<timeit-src>", "exec"), everything)
        return everything["inner"]

    def print_exc(self, file=None):
        """Prints the exception with the lines of the measured code."""
        import traceback
        traceback.print_exc(file=file)

    def timeit(self, number=default_number):
        """Seconds for that many runs of stmt, without the collector."""
        collected = gc.isenabled()
        gc.disable()
        try:
            return self.inner(itertools.repeat(None, number), self.timer)
        finally:
            if collected:
                gc.enable()

    def repeat(self, repeat=default_repeat, number=default_number):
        """The seconds of several timings; the least one says most."""
        return [self.timeit(number) for _ in range(repeat)]

    def autorange(self, callback=None):
        """(number, seconds) of the first timing that takes 0.2 s: 1, 2, 5, 10, 20, 50... runs."""
        scale = 1
        while True:
            for step in 1, 2, 5:
                number = scale * step
                seconds = self.timeit(number)
                if callback:
                    callback(number, seconds)
                if seconds >= 0.2:
                    return number, seconds
            scale *= 10


def timeit(stmt="pass", setup="pass", timer=default_timer, number=default_number, globals=None):
    """How many seconds a statement takes, done number times."""
    return Timer(stmt, setup, timer, globals).timeit(number)


def repeat(stmt="pass", setup="pass", timer=default_timer, repeat=default_repeat,
           number=default_number, globals=None):
    """Measures several times: a list of seconds."""
    return Timer(stmt, setup, timer, globals).repeat(repeat, number)


_UNITS = {"nsec": 1e-9, "usec": 1e-6, "msec": 1e-3, "sec": 1.0}
_USAGE = "usage: python -m timeit [-n NUMBER] [-r REPEAT] [-s SETUP] [-u UNIT] [STATEMENT ...]"


def _shown(seconds, unit):
    if unit is None:
        unit = next((name for name in ("sec", "msec", "usec") if seconds >= _UNITS[name]), "nsec")
    return f"{seconds / _UNITS[unit]:.3g} {unit}"


def main(args=None):
    """The command."""
    args = list(sys.argv[1:] if args is None else args)
    options, setup = {"-n": "0", "-r": str(default_repeat), "-u": None}, []
    while args and args[0].startswith("-") and args[0] != "--":
        name, value = args[0][:2], args.pop(0)[2:]
        if name not in ("-n", "-r", "-s", "-u") or not value and not args:
            print(_USAGE)
            return 2
        value = value or args.pop(0)
        if name == "-s":
            setup.append(value)
        else:
            options[name] = value
    timer = Timer("\n".join(args) or "pass", "\n".join(setup) or "pass")
    number = int(options["-n"]) or timer.autorange()[0]
    best = min(timer.repeat(int(options["-r"]), number)) / number
    print(f"{number} loop{'s' if number != 1 else ''}, best of {options['-r']}: "
          f"{_shown(best, options['-u'])} per loop")
    return None


if __name__ == "__main__":
    sys.exit(main())
