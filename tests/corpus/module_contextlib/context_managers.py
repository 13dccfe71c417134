import sys
from contextlib import (ContextDecorator, ExitStack, closing, contextmanager, nullcontext,
                        suppress, AbstractContextManager)


@contextmanager
def tag(name):
    print(f"<{name}>")
    try:
        yield name.upper()
    except ValueError as error:
        print("caught", error)
    finally:
        print(f"</{name}>")


with tag("a") as a, tag("b") as b:
    print(a, b)
with tag("quiet"):
    raise ValueError("inside")
try:
    with tag("loud"):
        raise KeyError("out")
except KeyError as error:
    print("KeyError", error)


@tag("decorated")
def function(x):
    print("in function", x)
    return x * 2


print(function(1), function(2), function.__name__)


@contextmanager
def broken(times):
    for _ in range(times):
        yield


for times in (0, 2):
    try:
        with broken(times):
            pass
    except RuntimeError as error:
        print(error)
with suppress(ZeroDivisionError, KeyError):
    1 / 0
print("after suppress")
try:
    with suppress(KeyError):
        [][0]
except IndexError as error:
    print(error)


class Door:
    def close(self):
        print("closed")


with closing(Door()) as door:
    print(type(door).__name__)
with nullcontext(5) as five:
    print(five)


class Noisy(ContextDecorator):
    def __enter__(self):
        print("enter")
        return self

    def __exit__(self, *details):
        print("exit", details[0])
        return True


@Noisy()
def fails():
    raise OSError("gone")


print(fails())
with ExitStack() as stack:
    for name in ("x", "y"):
        stack.enter_context(tag(name))
    stack.callback(print, "callback", 1, end="!\n")
    stack.push(lambda *details: print("pushed", details[0]))
    print("in the stack")
with ExitStack() as stack:
    stack.enter_context(suppress(ValueError))
    stack.callback(print, "before")
    raise ValueError
kept = ExitStack()
with ExitStack() as stack:
    stack.callback(print, "kept")
    kept = stack.pop_all()
print("still open")
kept.close()
print(isinstance(Noisy(), AbstractContextManager), isinstance(3, AbstractContextManager))
try:
    with ExitStack() as stack:
        stack.enter_context(3)
except TypeError as error:
    print(error)
