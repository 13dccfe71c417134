"""free - shows how much memory there is, and what for

usage: free [-f]
  -f   in frames of 4 KiB
  -h   this text

`cached` are pages of files, which are given up when memory is needed, if nobody uses them.
"""

import command
import proc

KIB_PER_FRAME = 4
SHOWN = ("MemTotal", "MemFree", "MemAvailable", "User", "Cached", "Kernel", "PageTables")
TITLES = ("total", "free", "available", "programs", "cached", "kernel", "page tables")


def main(options, operands):
    command.need(operands, 0, 0)
    numbers = proc.fields("/proc/meminfo")
    unit = KIB_PER_FRAME if "f" in options else 1
    values = [str(int(numbers[name].split()[0]) // unit) for name in SHOWN]
    titles = ["frames" if "f" in options else "KiB", *TITLES]
    for line in proc.table([titles, ["memory", *values]], left=(0,)):
        print(line)


command.run(main, __doc__)
