"""ls - lists files

usage: ls [-a] [-A] [-l] [-R] [-d] [-1] [-i] [-t] [-S] [-r] [FILE ...]
  -a   also what begins with a dot
  -A   the same without . and ..
  -l   with type, permissions, links, owner, size and time
  -R   what is in the directories too
  -d   directories themselves
  -1   one name on a line
  -i   with the numbers of the inodes
  -t   the newest first
  -S   the largest first
  -r   the other way round
  -h   this text
"""

import os
import stat
import time

import civil_time
import command

WIDTH = 80  # columns of a terminal
HALF_YEAR = 31556952 // 2  # seconds: what is older is shown with its year
UNREADABLE = "cannot open directory '{}'"


class File:
    def __init__(self, path, name, follow=False):
        self.path, self.name = path, name
        self.status = os.stat(path) if follow else os.lstat(path)

    def is_directory(self):
        return stat.S_ISDIR(self.status.st_mode)


def time_text(seconds):
    old = not 0 <= time.time() - seconds < HALF_YEAR
    return civil_time.format_time(civil_time.Time(seconds), "%b %e  %Y" if old else "%b %e %H:%M")


def owner_text(number):
    return "root" if number == 0 else str(number)


def show_long(files, options):
    rows = []
    for file in files:
        s = file.status
        name = file.name
        if stat.S_ISLNK(s.st_mode):
            name += " -> " + os.readlink(file.path)
        rows.append([str(s.st_ino), stat.filemode(s.st_mode), str(s.st_nlink), owner_text(s.st_uid),
                     owner_text(s.st_gid), str(s.st_size), time_text(int(s.st_mtime)), name])
    widths = [max(map(len, column)) for column in zip(*rows)]
    for row in rows:
        texts = [row[0].rjust(widths[0])] if "i" in options else []
        texts += [row[1], row[2].rjust(widths[2]), row[3].ljust(widths[3]),
                  row[4].ljust(widths[4]), row[5].rjust(widths[5]), *row[6:]]
        print(" ".join(texts))


def show_columns(names):
    """As many columns as fit, filled from top to bottom."""
    for rows in range(1, len(names) + 1):
        columns = [names[start:start + rows] for start in range(0, len(names), rows)]
        widths = [2 + max(map(len, column)) for column in columns]
        if sum(widths) - 2 <= WIDTH or rows == len(names):
            break
    for row in range(rows):
        line = [column[row].ljust(width) for column, width in zip(columns, widths)
                if row < len(column)]
        print("".join(line).rstrip())


def show(files, options):
    key = None
    if "t" in options or "S" in options:
        key = (lambda f: -f.status.st_size) if "S" in options else (lambda f: -f.status.st_mtime)
    files.sort(key=lambda f: f.name)
    if key:
        files.sort(key=key)
    if "r" in options:
        files.reverse()
    if "l" in options:
        show_long(files, options)
        return
    names = [f"{file.status.st_ino} {file.name}" if "i" in options else file.name
             for file in files]
    if "1" in options or not os.isatty(1):
        print("".join([name + "\n" for name in names]), end="")
    else:
        show_columns(names)


def read_directory(path, options):
    """The files in it. Those that go away meanwhile are left out."""
    names = [name for name in os.listdir(path)
             if "a" in options or "A" in options or not name.startswith(".")]
    if "a" in options:
        names += [".", ".."]
    files = []
    for name in names:
        try:
            files.append(File(f"{path.rstrip('/')}/{name}", name))
        except FileNotFoundError:
            pass
    return files


def show_directory(path, options, titles):
    """titles: the lines before each directory; its length says whether it is the first."""
    files = read_directory(path, options)
    if titles is not None:
        print(("\n" if titles else "") + f"{path}:")
        titles.append(path)
    if "l" in options:
        print(f"total {sum([file.status.st_blocks for file in files]) // 2}")
    show(files, options)
    if "R" not in options:
        return 0
    inner = [file.path for file in files if file.is_directory() and file.name not in (".", "..")]
    return command.for_each(inner, lambda path: show_directory(path, options, titles), UNREADABLE)


def main(options, operands):
    files, directories = [], []

    def sort_out(path):
        file = File(path, path, follow="l" not in options and "d" not in options)
        (directories if file.is_directory() and "d" not in options else files).append(file)

    status = command.for_each(operands or ["."], sort_out, "cannot access '{}'")
    if files:
        show(files, options)
    directories.sort(key=lambda f: f.name, reverse="r" in options)
    titles = None
    if "R" in options or len(operands) > 1:
        titles = [""] if files else []
    status |= command.for_each([file.path for file in directories],
                               lambda path: show_directory(path, options, titles), UNREADABLE)
    return command.USAGE if status else 0


command.run(main, __doc__)
