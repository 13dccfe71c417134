"""vmmap - shows the segments of a process

usage: vmmap [PID]
  -h   this text

Without PID: its own. Of a segment's pages only those that were touched are RESIDENT: each in a
frame of memory. SHARED frames are used by others too; COPIED ones the process got when it wrote to
a page that it had shared, after fork or from a file.
"""

import command
import proc

PAGE = 4096
TITLES = ["FROM", "TO", "MAY", "PAGES", "RESIDENT", "SHARED", "COPIED", "WHAT"]


def row(segment):
    pages = (segment.end - segment.start) // PAGE
    return [f"{segment.start:08x}", f"{segment.end:08x}", segment.permissions[:3], str(pages),
            str(segment.resident), str(segment.shared), str(segment.copied), segment.name]


def main(options, operands):
    command.need(operands, 0, 1)
    pid = proc.process_argument(operands[0]) if operands else "self"
    segments = proc.segments(pid)
    status = proc.status(pid)
    rows = [TITLES, *map(row, segments)]
    sums = [sum([getattr(segment, name) for segment in segments])
            for name in ("resident", "shared", "copied")]
    rows.append(["", "", "", "", *map(str, sums), "frames in all"])
    print(f"process {status['Pid']}, {status['Name']}: {status['PageTables']} frames of page "
          f"tables, CR3 {status['CR3']}")
    for line in proc.table(rows, left=(2, 7)):
        print(line)


command.run(main, __doc__)
