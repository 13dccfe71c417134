"""What /proc says, as Python objects. Each function reads its file now: what it gives is what the
machine was like at that moment."""

import os

import command


def read(path):
    return b"".join(command.blocks(path)).decode(errors="replace")


def process_numbers():
    return sorted([int(name) for name in os.listdir("/proc") if name.isdigit()])


def fields(path):
    """{name: text} of a file with a `Name: text` on each line."""
    found = {}
    for line in read(path).splitlines():
        name, _, text = line.partition(":")
        found[name] = text.strip()
    return found


def status(pid):
    return fields(f"/proc/{pid}/status")


def command_line(pid):
    """The arguments that a process was started with."""
    return read(f"/proc/{pid}/cmdline").replace("\0", " ").strip()


class Segment:
    """start, end, permissions, resident, shared, copied (frames), name"""

    def __init__(self, line):
        addresses, self.permissions, _, _, _, resident, shared, copied, *name = line.split(None, 8)
        self.start, self.end = [int(address, 16) for address in addresses.split("-")]
        self.resident, self.shared, self.copied = int(resident), int(shared), int(copied)
        self.name = name[0] if name else ""


def segments(pid):
    return [Segment(line) for line in read(f"/proc/{pid}/maps").splitlines()]


class Entry:
    """An entry of a page table: level, index, address, value; kind "table", "frame" or "large", the
    frame's number, its references (None for a table) and flags as text."""

    def __init__(self, line):
        place, _, self.flags = line.partition(": ")
        self.level, index, address, value, self.kind, frame, *references = place.split()
        self.index, self.frame = int(index), int(frame)
        self.address, self.value = int(address, 16), int(value, 16)
        self.references = int(references[0]) if references else None


def page_table(pid):
    """(CR3, entries): the tree, each table before what is in it."""
    cr3, *lines = read(f"/proc/{pid}/pagetable").splitlines()
    return int(cr3.split()[1], 16), [Entry(line) for line in lines]


class Frames:
    """Frames that follow each other and have one owner: first, last, kind, references, owner."""

    def __init__(self, line):
        first, last, self.kind, references, self.owner = line.split(None, 4)
        self.first, self.last, self.references = int(first), int(last), int(references)
        self.count = self.last - self.first + 1


def frames():
    return [Frames(line) for line in read("/proc/frames").splitlines()]


def table(rows, left=()):
    """Rows of texts as lines; columns to the right, those in `left` to the left."""
    widths = [max(map(len, column)) for column in zip(*rows)]
    return ["  ".join([text.ljust(width) if number in left else text.rjust(width)
                       for number, (text, width) in enumerate(zip(row, widths))]).rstrip()
            for row in rows]


def process_argument(text):
    """The number of a process that is there, from an argument."""
    pid = command.number(text, "process number")
    if pid not in process_numbers():
        raise ProcessLookupError(3, "No such process", text)
    return pid
