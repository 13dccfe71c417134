"""head - shows the beginning of files

usage: head [-n LINES] [-c BYTES] [FILE ...]
  -n LINES   how many lines (10)
  -c BYTES   so many bytes instead
  -h         this text
"""

import command


def first_lines(path, count):
    if count == 0:
        return
    for block in command.blocks(path):
        at = 0
        while count > 0:
            at = block.find(b"\n", at) + 1
            if at == 0:
                break
            count -= 1
        command.write(block if count > 0 else block[:at])
        if count == 0:
            return


def first_bytes(path, count):
    for block in command.blocks(path):
        command.write(block[:count])
        count -= len(block[:count])
        if count == 0:
            return


def main(options, paths):
    paths = paths or ["-"]
    show = first_bytes if "c" in options else first_lines
    count = command.number(options.get("c", options.get("n", "10")), "number")
    titles = command.Titles(len(paths) > 1)

    def show_file(path):
        titles.show(path)
        show(path, count)

    return command.for_each(paths, show_file)


command.run(main, __doc__)
