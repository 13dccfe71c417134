"""frames - shows who owns each frame of physical memory

usage: frames [-m] [-l] [-p PID]
  -m       a map: one character for so many frames
  -l       a line for each run of frames with one owner
  -p PID   of the map or the lines only what a process uses
  -h       this text

Without options: the map, and how many frames are of which kind.
"""

import command
import proc

KINDS = {"free": ".", "reserved": "#", "kernel": "K", "page-table": "T", "user": "U", "file": "F"}
TEXTS = {"free": "free", "reserved": "reserved by the firmware, or the kernel's own image",
         "kernel": "the kernel's memory", "page-table": "page tables",
         "user": "of programs alone", "file": "pages of files, perhaps mapped by programs"}
ROWS, COLUMNS = 16, 64


def show_map(runs, total):
    """The character of the kind that most of the frames are; free ones count only when all are."""
    each = max(1, -(-total // (ROWS * COLUMNS)))
    counts = [{} for _ in range(-(-total // each))]
    for run in runs:
        first, last = run.first, run.last
        for cell in range(first // each, last // each + 1):
            here = min(last, cell * each + each - 1) - max(first, cell * each) + 1
            counts[cell][run.kind] = counts[cell].get(run.kind, 0) + here
    cells = ""
    for here in counts:
        used = [kind for kind in here if kind != "free"]
        cells += KINDS[max(used, key=here.get)] if used else "." if here else " "
    print(f"each character is {each} frame{'s' if each > 1 else ''} of 4 KiB:")
    for start in range(0, len(cells), COLUMNS):
        print(f"{start * each * 4096:08x} {cells[start:start + COLUMNS]}")


def show_sums(runs):
    for kind, character in KINDS.items():
        count = sum([run.count for run in runs if run.kind == kind])
        shared = sum([run.count for run in runs if run.kind == kind and run.references > 1])
        more = f"; {shared} have more than one user" if shared else ""
        print(f"  {character} {count:7} {TEXTS[kind]}{more}")


def show_lines(runs):
    rows = [["FRAMES", "COUNT", "KIND", "USERS", "OWNER"]]
    for run in runs:
        numbers = f"{run.first}-{run.last}" if run.count > 1 else f"{run.first}"
        rows.append([numbers, str(run.count), run.kind, str(run.references), run.owner])
    for line in proc.table(rows, left=(2, 4)):
        print(line)


def main(options, operands):
    command.need(operands, 0, 0)
    runs = proc.frames()
    total = runs[-1].last + 1
    if "p" in options:
        pid = proc.process_argument(options["p"])
        runs = [run for run in runs if f" process {pid} " in f" {run.owner} "]
    if "l" in options:
        show_lines(runs)
    else:
        show_map(runs, total)
        if "m" not in options:
            show_sums(runs)


command.run(main, __doc__)
