"""Measures the kernel's GDB stub beside QEMU's own, in one run: `make bench-gdb`.

The same machine, program and GDB for both; only the stub differs. Times are the best of several
rounds, in turns, so that a busy computer disturbs both alike. What is not reached is marked.

Where the time of a `stepi` goes (GDB 13.1, QEMU 7.2, two cores of a virtual machine, QEMU and GDB
before everything else there; measured with `set debug timestamp`, QEMU's `-trace serial_*` and
time stamps in the stub): of 1.3 ms, GDB itself takes 0.4; the replies 0.4, for QEMU's UART passes
each byte on by a system call of its own, 2.6 us with GDB's waking up; the requests 0.4, for the
UART takes 14 bytes at a time, and each time two of QEMU's threads wake each other, 40 us; the
stub 0.1. QEMU's own stub answers from the thread that reads the socket, a whole packet at once:
0.1 ms for each. On a busy computer all this waking takes longer, and the ratio is worse (3 to 4
with a load of 3 per core). So what counts is the number of packets and of bytes. `next` over
short lines is as many packets as `stepi`, where QEMU's stub needs but two or three more: that is
why it is missed. The third packet of a step reads the stack: GDB's DWARF unwinder looks at the
caller's address at each stop (dwarf2_tailcall_sniffer_first), and nothing that a stop reply can
carry spares it that.
"""
import pathlib
import re
import sys
import tempfile
import time

sys.path.insert(0, str(pathlib.Path(__file__).parent / "machine"))

from gdb_support import DEBUGGEE, debuggee_disk, running_gdb, running_machine
from support import KERNEL

ROUNDS = int(sys.argv[1]) if len(sys.argv) > 1 else 3
STEPS = 1000
DUMP_FROM, DUMP_SIZE = 0xC0200000, 1 << 20
LIMIT = 300

# What the project promises: a figure that may not be passed, or so many times QEMU's.
REACH = {"stepi 1000": (2, "x QEMU's"), "next over 1,000 lines": (1.2, "x QEMU's"),
         "next over 1,000 lines, half with a call": (1.2, "x QEMU's"),
         "next over one line of 16,000 instructions": (0.01, "x QEMU's"),
         "dump 1 MiB": (5, "s"), "packets per stepi": (2, ""), "packets per next": (6, ""),
         "attach to first prompt": (0.1, "s")}


def loop(gdb, command, times):
    """Seconds that a command takes, so many times over."""
    gdb.run("set $n = 0")
    start = time.monotonic()
    gdb.run(f"while $n < {times}\n{command}\nset $n = $n + 1\nend", limit=LIMIT)
    return time.monotonic() - start


def packets(gdb, command, times=20):
    """How many packets GDB sends for a command, in the long run."""
    gdb.run("set debug remote 1")
    text = "".join(gdb.run(command) for _ in range(times))
    gdb.run("set debug remote 0")
    return len(re.findall(r"Sending packet: \$", text)) / times


def stop_at(gdb, machine, function, letter):
    gdb.run(f"hbreak {function}")
    gdb.go()
    machine.send(letter + "\n")
    answer = gdb.finish(LIMIT)
    assert function in answer, answer
    gdb.run("delete")


def let_it_end(gdb, machine):
    gdb.go()
    machine.expect("done\r\n", LIMIT)
    gdb.interrupt()
    gdb.finish(LIMIT)


def measure(disk, directory, own):
    """{what: figure} with one stub, in one boot."""
    figures = {}
    arguments = () if own else ("-gdb", f"unix:{directory}/qemu,server=on,wait=off")
    with running_machine(disk, "init=/bin/debuggee", *arguments) as machine, \
            running_gdb(KERNEL) as gdb:
        machine.expect("done\r\n")
        gdb.run(f"add-symbol-file {DEBUGGEE}", "set architecture i386")
        start = time.monotonic()
        gdb.run(f"target remote {machine.port if own else directory / 'qemu'}")
        figures["attach to first prompt"] = time.monotonic() - start

        stop_at(gdb, machine, "count_lines", "l")
        figures["next over 1,000 lines"] = loop(gdb, "next", STEPS)
        figures["packets per next"] = packets(gdb, "next")
        let_it_end(gdb, machine)

        stop_at(gdb, machine, "weigh_digits", "n")
        figures["next over 1,000 lines, half with a call"] = loop(gdb, "next", STEPS)
        let_it_end(gdb, machine)

        stop_at(gdb, machine, "one_line", "o")
        start = time.monotonic()
        gdb.run("next", limit=LIMIT)
        figures["next over one line of 16,000 instructions"] = time.monotonic() - start
        let_it_end(gdb, machine)

        stop_at(gdb, machine, "spin", "k")
        figures["stepi 1000"] = loop(gdb, "stepi", STEPS)
        figures["packets per stepi"] = packets(gdb, "stepi")
        start = time.monotonic()
        gdb.run(f"dump binary memory {directory}/dump {DUMP_FROM} {DUMP_FROM + DUMP_SIZE}",
                limit=LIMIT)
        figures["dump 1 MiB"] = time.monotonic() - start
    return figures


def main():
    best = {True: {}, False: {}}
    with tempfile.TemporaryDirectory() as directory:
        disk = debuggee_disk(pathlib.Path(directory))
        for _ in range(ROUNDS):
            for own in (True, False):
                for what, figure in measure(disk, pathlib.Path(directory), own).items():
                    best[own][what] = min(figure, best[own].get(what, figure))
    print(f"{'what':44}{'reach':>16}{'here':>10}{'QEMU':>10}{'ratio':>8}")
    for what, (most, unit) in REACH.items():
        here, qemu = best[True][what], best[False][what]
        missed = (here / qemu if "QEMU" in unit else here) > most
        print(f"{what:44}{f'<= {most} {unit}':>16}{here:10.3f}{qemu:10.3f}{here / qemu:8.2f}"
              f"{'  missed' if missed else ''}")


if __name__ == "__main__":
    main()
