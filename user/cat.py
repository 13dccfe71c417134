"""cat - shows files, one after the other

usage: cat [-n] [FILE ...]
  -n   numbers the lines
  -h   this text

Without a file, or for -, it reads standard input.
"""

import command


def copy(path):
    for block in command.blocks(path):
        command.write(block)


def number_lines(paths):
    """The count goes on from file to file, and so does a line without its end."""
    count, at_start = 0, True
    output = command.Output()

    def show(path):
        nonlocal count, at_start
        for line in command.lines_with_ends(path):
            if at_start:
                count += 1
                output.write(f"{count:6}\t".encode())
            output.write(line)
            at_start = line.endswith(b"\n")

    status = command.for_each(paths, show)
    output.flush()
    return status


def main(options, paths):
    paths = paths or ["-"]
    return number_lines(paths) if "n" in options else command.for_each(paths, copy)


command.run(main, __doc__)
