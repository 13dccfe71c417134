"""sort - sorts lines, by their bytes

usage: sort [-r] [-n] [-f] [-u] [-k FIELD] [FILE ...]
  -r         the last first
  -n         by the number at the beginning
  -f         small and capital letters are the same
  -u         of lines that are equal only the first
  -k FIELD   compares from that field on; fields are divided by blanks, the first is 1
  -h         this text
"""

import command


def number_at_start(text):
    """The number that a line begins with, 0 without one."""
    text = text.lstrip(b" \t")
    end = int(text.startswith(b"-"))
    points = 0
    while end < len(text) and text[end] in b"0123456789." and points + (text[end] == ord(".")) < 2:
        points += text[end] == ord(".")
        end += 1
    digits = text[:end].decode()
    if not digits.strip("-."):
        return 0
    return float(digits) if points else int(digits)


def from_field(line, field):
    """The part of a line that begins behind so many fields, with the blanks before it."""
    at = 0
    for _ in range(field - 1):
        while at < len(line) and line[at] in b" \t":
            at += 1
        while at < len(line) and line[at] not in b" \t":
            at += 1
    return line[at:]


def key_function(options):
    field = command.number(options["k"], "field number") if "k" in options else 1
    if field == 0:
        raise command.UsageError("fields are counted from 1: '0'")

    def key(line):
        part = from_field(line, field) if field > 1 else line
        if "n" in options:
            return number_at_start(part)
        return part.upper() if "f" in options else part

    return key


def main(options, paths):
    found = []
    status = command.for_each(paths or ["-"], lambda path: found.extend(command.lines(path)))
    if status:
        return command.USAGE
    key = key_function(options)
    # Lines with equal keys are compared whole, unless only one of them stays.
    if "u" not in options:
        found.sort(reverse="r" in options)
    found.sort(key=key, reverse="r" in options)
    output = command.Output()
    before = None
    for line in found:
        if "u" in options:
            if before is not None and key(line) == before:
                continue
            before = key(line)
        output.write(line + b"\n")
    output.flush()


command.run(main, __doc__)
