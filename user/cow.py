"""cow - a forked interpreter un-shares pages by merely reading

usage: cow [COUNT]
  -h   this text

fork copies nothing: parent and child share all pages until one of them writes. The child then only
reads a list of COUNT objects (20000), and yet soon has pages of its own: looking at an object
changes its reference count, and that is a write. Each number is asked of the live machine when it
is printed (/proc/PID/maps).
"""

import os

import command
import proc

COUNT = 20_000


def heap(pid):
    """The heap's segment of a process: its frames that are resident, shared with another process,
    copied since the fork."""
    return next(segment for segment in proc.segments(pid) if segment.name == "[heap]")


def show(what, pid):
    frames = heap(pid)
    print(f"{what:44} {frames.resident:8} {frames.shared:8} {frames.copied:8}", flush=True)


class Steps:
    """Two processes that take turns: what one has done, the other waits for."""

    def __init__(self):
        self.to_child = os.pipe()
        self.to_parent = os.pipe()

    def child_waits(self):
        os.read(self.to_child[0], 1)

    def child_is_done(self):
        os.write(self.to_parent[1], b".")

    def let_child_go_on(self):
        os.write(self.to_child[1], b".")
        os.read(self.to_parent[0], 1)


def touch_nothing(values):
    for _ in range(1000):
        pass


def read_one_again_and_again(values):
    first = values[0]
    for _ in range(1000):
        first == 0


def read_all(values):
    for value in values:
        value == 0


PARTS = [("run a loop", touch_nothing), ("read one object 1,000 times", read_one_again_and_again),
         ("read every object", read_all), ("read every object once more", read_all)]


def child(steps, values):
    for _, part in PARTS:
        steps.child_waits()
        part(values)
        steps.child_is_done()
    steps.child_waits()
    os._exit(0)


def demonstrate(count):
    values = [str(number) for number in range(1000, 1000 + count)]
    print(f"A list of {count:,} strings. Frames of 4 KiB in the heap:\n")
    print(f"{'':44} {'resident':>8} {'shared':>8} {'copied':>8}")
    show("this process, before fork", "self")
    steps = Steps()
    pid = os.fork()
    if pid == 0:
        child(steps, values)
    show("the child, just forked", pid)
    for what, _ in PARTS:
        steps.let_child_go_on()
        show(f"the child has {what}", pid)
    show("this process", "self")
    os.write(steps.to_child[1], b".")
    os.waitpid(pid, 0)
    show("this process, when the child has ended", "self")
    print("""
Nothing was assigned in the child. But to read an object is to own a reference to it for a moment:
its count goes up and down, the page it lies in is written to, and what fork shared is copied.
When the child has ended, its copies are gone, and the pages that were shared are this process's
alone: the next write to them needs no copy.""")


def main(options, operands):
    command.need(operands, 0, 1)
    demonstrate(command.number(operands[0], "number of objects") if operands else COUNT)
    return 0


command.run(main, __doc__)
