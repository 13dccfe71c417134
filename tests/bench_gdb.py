"""Measures the kernel's GDB stub beside QEMU's own, in one run: `make bench-gdb`.

The same machine, program and GDB for both; only the stub differs. Times are the best of several
rounds, in turns, so that a busy computer disturbs both alike; of what takes long, each eighth is.
What is not reached is marked.

Where the time of a `stepi` goes (GDB 13.1, QEMU 7.2, two cores of a virtual machine, QEMU and GDB
before everything else there; measured with `set debug timestamp`, QEMU's `-trace serial_*` and
time stamps in the stub): of 1.3 ms, GDB itself takes 0.4; the replies 0.4, for QEMU's UART passes
each byte on by a system call of its own, 2.6 us with GDB's waking up; the requests 0.4, for the
UART takes 14 bytes at a time, and each time two of QEMU's threads wake each other, 40 us; the
stub 0.1. QEMU's own stub answers from the thread that reads the socket, a whole packet at once:
0.1 ms for each. On a busy computer all this waking takes longer, and the ratio is worse. So what
counts is the number of packets and of bytes. A step of `stepi 1000` takes two, where QEMU's stub
takes three: the step itself, whose reply carries the registers, and one that reads the stack, as
GDB's DWARF unwinder looks at the caller's address at each stop (dwarf2_tailcall_sniffer_first);
kernel/debug/gdb/attach.gdb keeps the answer short. A command that ends takes one more, for GDB asks
anew which threads there are (normal_stop); with QEMU's stub, two more. A dump is
two characters for each byte, and 2.2 us at best for each: 4.6 s for a megabyte that run-length
encoding does not shorten. The figures are those of a computer that does nothing else: with four
other programs on two cores, ours grow to three times and more (a dump of a megabyte to 15 s), and
QEMU's hardly, which has nobody to wake.
"""
import pathlib
import re
import sys
import tempfile
import time

sys.path.insert(0, str(pathlib.Path(__file__).parent / "machine"))

from gdb_support import DEBUGGEE, debuggee_disk, running_gdb, running_machine
from support import BUILD, KERNEL, ROOT, compile_program, make_image

FILLED = ROOT / "tests" / "machine" / "gdb" / "filled.py"
SETTINGS = ROOT / "kernel" / "debug" / "gdb" / "attach.gdb"  # what `make debug` tells GDB

ROUNDS = int(sys.argv[1]) if len(sys.argv) > 1 else 3
STEPS = 1000
PARTS = 8
DUMP_SIZE = 1 << 20
LIMIT = 60

# What `next` is measured on: {what: (function of tests/native/debuggee.c, its letter)}. Ordinary
# lines have three instructions on average, as the lines of the kernel itself do. How many packets a
# line costs with QEMU's stub, which is asked for each instruction, is in the table too.
LINES = {"lines": ("count_letters", "t"), "short lines": ("count_lines", "l"),
         "lines, half with a call": ("weigh_digits", "n")}

# What the project promises: a figure that may not be passed, or so many times QEMU's. None: told,
# not promised.
REACH = {"stepi 1000": (2, "x QEMU's"), "1,000 times stepi": (2, "x QEMU's"),
         "next over 1,000 lines": (1.2, "x QEMU's"),
         "next over 1,000 short lines": None, "next over 1,000 lines, half with a call": None,
         "next over one line of 16,000 instructions": (0.01, "x QEMU's"),
         "dump 1 MiB of heap": (5, "s"), "dump 1 MiB that cannot be compressed": (5, "s"),
         "packets per step of stepi 1000": (2, ""), "packets per command stepi": None,
         "packets per next, lines": (6, ""),
         "packets per next, short lines": None, "packets per next, lines, half with a call": None,
         "attach to first prompt": (0.1, "s")}


def seconds(gdb, command):
    start = time.monotonic()
    gdb.run(command, limit=LIMIT)
    return time.monotonic() - start


def loop(gdb, command, times):
    """Seconds that a command takes, so many times over: a list, of each eighth."""
    def eighth():
        gdb.run("set $n = 0")
        return seconds(gdb, f"while $n < {times // PARTS}\n{command}\nset $n = $n + 1\nend")
    return [eighth() for _ in range(PARTS)]


def count_packets(gdb, commands):
    """How many packets GDB sends for them."""
    gdb.run("set debug remote 1")
    text = "".join(gdb.run(command) for command in commands)
    gdb.run("set debug remote 0")
    return len(re.findall(r"Sending packet: \$", text))


def packets(gdb, command, times=20):
    """How many packets GDB sends for a command, in the long run."""
    return count_packets(gdb, [command] * times) / times


def packets_of_each(gdb, command, times=100):
    """How many each step of `stepi 1000` takes: what a longer one sends more than a shorter one."""
    short, long = (count_packets(gdb, [f"{command} {count}"]) for count in (10, times + 10))
    return (long - short) / times


def stop_at(gdb, machine, function, letter):
    gdb.run(f"hbreak {function}")
    gdb.go()
    machine.send(letter + "\n")
    answer = gdb.finish(LIMIT)
    assert function in answer, answer
    gdb.run("delete")


def warm_up(gdb, machine, letter):
    """All of it once: its pages are there afterwards, and no step goes astray in a page fault."""
    gdb.go()
    machine.do(letter)
    gdb.interrupt()
    gdb.finish(LIMIT)


def dump(gdb, directory, start):
    """Seconds, a list, of each eighth."""
    size = DUMP_SIZE // PARTS
    return [seconds(gdb, f"dump binary memory {directory}/dump {place} {place + size}")
            for place in range(start, start + PARTS * size, size)]


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
        gdb.run(f"add-symbol-file {DEBUGGEE}", "set architecture i386", f"source {SETTINGS}")
        port = machine.port if own else directory / "qemu"
        figures["attach to first prompt"] = seconds(gdb, f"target remote {port}")

        for what, (function, letter) in LINES.items():
            warm_up(gdb, machine, letter)
            stop_at(gdb, machine, function, letter)
            figures[f"next over 1,000 {what}"] = loop(gdb, "next", STEPS)
            figures[f"packets per next, {what}"] = packets(gdb, "next")
            let_it_end(gdb, machine)

        stop_at(gdb, machine, "one_line", "o")
        figures["next over one line of 16,000 instructions"] = seconds(gdb, "next")
        let_it_end(gdb, machine)

        stop_at(gdb, machine, "spin", "k")
        figures["stepi 1000"] = [seconds(gdb, f"stepi {STEPS // PARTS}") for _ in range(PARTS)]
        figures["1,000 times stepi"] = loop(gdb, "stepi", STEPS)
        figures["packets per step of stepi 1000"] = packets_of_each(gdb, "stepi")
        figures["packets per command stepi"] = packets(gdb, "stepi")
        gdb.run("set var spinning = 0")
        let_it_end(gdb, machine)

        warm_up(gdb, machine, "h")
        stop_at(gdb, machine, "answer", "a")
        figures["dump 1 MiB that cannot be compressed"] = dump(gdb, directory, gdb.number("heap"))
    return figures


def measure_heap(disk, directory, own):
    """The same of a Python program's heap."""
    arguments = () if own else ("-gdb", f"unix:{directory}/qemu,server=on,wait=off")
    with running_machine(disk, "init=/bin/filled", *arguments) as machine, \
            running_gdb(KERNEL) as gdb:
        machine.expect("ready\r\n")
        gdb.run(f"add-symbol-file {BUILD}/user/python", f"source {SETTINGS}",
                f"target remote {machine.port if own else directory / 'qemu'}")
        start = gdb.number("'large.c'::heap_start")
        return {"dump 1 MiB of heap": dump(gdb, directory, start)}


def better(figure, other):
    """The smaller one; of lists, in each place."""
    return list(map(min, figure, other)) if isinstance(figure, list) else min(figure, other)


def total(figure):
    return sum(figure) if isinstance(figure, list) else figure


def python_disk(directory):
    files = {"/bin/python": BUILD / "disk" / "bin" / "python",
             "/bin/filled": compile_program(FILLED, directory / "filled", "/bin/filled.py")}
    return make_image(directory / "python.img", files)


def main():
    best = {True: {}, False: {}}
    with tempfile.TemporaryDirectory() as name:
        directory = pathlib.Path(name)
        programs = ((measure, debuggee_disk(directory)), (measure_heap, python_disk(directory)))
        for _ in range(ROUNDS):
            for own in (True, False):
                for function, disk in programs:
                    for what, figure in function(disk, directory, own).items():
                        best[own][what] = better(figure, best[own].get(what, figure))
    print(f"{'what':44}{'reach':>16}{'here':>10}{'QEMU':>10}{'ratio':>8}")
    for what, promise in REACH.items():
        here, qemu = total(best[True][what]), total(best[False][what])
        most, unit = promise or (0, "")
        missed = promise and (here / qemu if "QEMU" in unit else here) > most
        reach = f"<= {most} {unit}" if promise else ""
        print(f"{what:44}{reach:>16}{here:10.3f}{qemu:10.3f}{here / qemu:8.2f}"
              f"{'  missed' if missed else ''}")


if __name__ == "__main__":
    main()
