"""tail - shows the end of files

usage: tail [-n LINES] [-c BYTES] [FILE ...]
  -n LINES   how many lines (10); +N: from line N on
  -c BYTES   so many bytes instead; +N: from byte N on
  -h         this text
"""

import command


def end_of(path, count, in_lines):
    data = b"".join(command.blocks(path))
    if not in_lines:
        return data[max(0, len(data) - count):]
    start = len(data)
    if data.endswith(b"\n"):
        start -= 1
    for _ in range(count):
        start = data.rfind(b"\n", 0, start)
        if start < 0:
            return data
    return data[start + 1:] if count else b""


def from_place(path, count, in_lines):
    data = b"".join(command.blocks(path))
    if not in_lines:
        return data[max(0, count - 1):]
    return b"\n".join(data.split(b"\n")[max(0, count - 1):])


def main(options, paths):
    paths = paths or ["-"]
    in_lines = "c" not in options
    text = options.get("c", options.get("n", "10"))
    part = from_place if text.startswith("+") else end_of
    count = command.number(text.removeprefix("+").removeprefix("-"), "number")
    titles = command.Titles(len(paths) > 1)

    def show_file(path):
        data = part(path, count, in_lines)
        titles.show(path)
        command.write(data)

    return command.for_each(paths, show_file)


command.run(main, __doc__)
