"""df - shows how much room there is on the disk

usage: df
  -h   this text
"""

import os

import command
import proc

KIB = 1024


def main(options, operands):
    command.need(operands, 0, 0)
    s = os.statvfs("/")
    total, free = s.f_blocks * s.f_frsize // KIB, s.f_bfree * s.f_frsize // KIB
    share = f"{-(-100 * (total - free) // max(1, total))}%"
    rows = [["", "KiB", "used", "free", "use", "files", "free"],
            ["/", str(total), str(total - free), str(free), share,
             str(s.f_files - s.f_ffree), str(s.f_ffree)]]
    for line in proc.table(rows, left=(0,)):
        print(line)


command.run(main, __doc__)
