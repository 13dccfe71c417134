"""frame.clear() closes a generator that waits, and refuses one that runs."""
import sys


def counting(number):
    try:
        held = [number]
        yield held
        yield held
    except GeneratorExit:
        print("asked to leave")
        raise
    finally:
        print("left")


waiting = counting(1)
next(waiting)
frame = waiting.gi_frame
frame.clear()
print(waiting.gi_frame, next(waiting, "over"))
frame.clear()

new = counting(2)
new.gi_frame.clear()
print(new.gi_frame, next(new, "over"))


def running():
    try:
        generator.gi_frame.clear()
    except RuntimeError as error:
        print(error)
    yield "still there"


generator = running()
print(next(generator))
generator.gi_frame.clear()
print(list(generator))


def function():
    kept = [1]
    try:
        sys._getframe().clear()
    except RuntimeError as error:
        print(error, kept)
    return sys._getframe()


frame = function()
frame.clear()
print(frame.f_locals)
