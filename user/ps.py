"""ps - shows the processes

usage: ps [-f] [PID ...]
  -f   with the whole command line
  -h   this text

STATE is R (running or ready), S (waiting), T (stopped) or Z (ended; its parent has not asked yet).
FRAMES of 4 KiB are in memory; SHARED ones others use too, COPIED ones it got by writing to a shared
one. CPU is the time that it ran.
"""

import command
import proc

TITLES = ["PID", "PARENT", "STATE", "FRAMES", "SHARED", "COPIED", "CPU", "COMMAND"]


def row(pid, options):
    status = proc.status(pid)
    microseconds = int(status["CpuMicroseconds"])
    name = status["Name"]
    if "f" in options:
        name = proc.command_line(pid) or name
    return [status["Pid"], status["PPid"], status["State"][:1], status["Frames"], status["Shared"],
            status["Copied"], f"{microseconds // 1000000}.{microseconds // 10000 % 100:02}", name]


def main(options, operands):
    rows = [TITLES]

    def add(pid):
        try:
            rows.append(row(pid, options))
        except FileNotFoundError:  # it has ended meanwhile
            pass

    wanted = [proc.process_argument(text) for text in operands] or proc.process_numbers()
    status = command.for_each(wanted, add)
    for line in proc.table(rows, left=(2, 7)):
        print(line)
    return status


command.run(main, __doc__)
