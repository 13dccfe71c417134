"""The interpreter's speed and the size of its objects: tables for bench.py.

Each program of tests/bench runs under CPython and under the 32-bit host build (the code that runs in
ring 3), one after the other, five times; what counts is CPU time, user and system, the median. The
same for a full collection. Then each program runs on the machine, where QEMU counts instructions,
the kernel's included, and under the host build, where Valgrind counts: what the kernel and the
runtime above it cost a program.
"""
import pathlib
import re
import resource
import statistics
import subprocess

from suite import LIBRARY, PYTHON, run_suite
from support import BUILD, ROOT

PROGRAMS = sorted((ROOT / "tests" / "bench").glob("*.py"))
CPYTHON = "/usr/bin/python3"
HOST32 = BUILD / "host32" / "python"
RUNS = 5
MEAN_LIMIT, WORST_LIMIT = 0.75, 1.2
KERNEL_LIMIT = 1.03
COUNTING = ["-icount", "shift=0,sleep=off"]  # the time-stamp counter counts executed instructions

# Bytes reached elsewhere for an object with its slot in a list, and how one is made; the limit is a
# quarter more.
SIZE_MARGIN = 1.25
SIZES = {
    "int": (16, "i + 1000"), "float": (20, "i + 0.5"), "2-tuple": (32, "(None, keep)"),
    "instance of 2": (36, "Pair(None, None)"), "closure": (52, "closure(None)"),
    "str of 8": (28, "'%08d' % i"), "dict of 1": (60, "{'k': None}"),
}
SIZE_PROGRAM = '''\
import memory

def closure(i):
    return lambda: i
{definition}
keep = []
keep = [{expression} for i in range(10)]
items = [None] * 10000
before = memory.heap()["bytes"]
for i in range(10000):
    items[i] = {expression}
print((memory.heap()["bytes"] - before) / 10000 + 4)
'''
COLLECTION_LIMIT = 1
COLLECTION = '''\
import gc, time
gc.disable()
live = [[] for i in range(1_000_000)]
start = time.process_time()
gc.collect()
print(time.process_time() - start)
'''
PAIR = '''
class Pair:
    def __init__(self, a, b):
        self.a = a
        self.b = b
'''


def bench_value(text, name):
    """What tests/native/bench.c reported."""
    found = re.search(rf"bench: {name} (\d+)", text)
    assert found, f"no figure for {name}:\n{text}"
    return int(found[1])


def cpu_time(python, program):
    """(seconds, output), or (None, what it said) when it fails."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    done = subprocess.run([str(python), str(program)], stdout=subprocess.PIPE,
                          stderr=subprocess.PIPE, timeout=120)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    if done.returncode:
        return None, done.stderr.decode().strip().splitlines()[-1]
    return (after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime), done.stdout


def compare(program):
    """(CPython's seconds, ours, None), or (None, None, why not)."""
    times = {CPYTHON: [], HOST32: []}
    outputs = set()
    for _ in range(RUNS):
        for python in times:
            seconds, output = cpu_time(python, program)
            if seconds is None:
                return None, None, output
            times[python].append(seconds)
            outputs.add(output)
    if len(outputs) != 1:
        return None, None, "the outputs differ"
    return statistics.median(times[CPYTHON]), statistics.median(times[HOST32]), None


def print_speed():
    """A line for each program; how many limits were missed."""
    print(f"\n{'program':20} {'CPython 3.11':>12} {'here, 32-bit':>12} {'ratio':>6}   CPU seconds, "
          f"median of {RUNS}")
    missed, ratios = 0, []
    for program in PROGRAMS:
        theirs, ours, problem = compare(program)
        if problem:
            missed += 1
            print(f"{program.stem:20} {problem}   <-- MISSED")
            continue
        ratio = ours / theirs
        ratios.append(ratio)
        missed += ratio > WORST_LIMIT
        print(f"{program.stem:20} {theirs:12.3f} {ours:12.3f} {ratio:6.2f}"
              f"{'   <-- MISSED' if ratio > WORST_LIMIT else ''}")
    mean = statistics.geometric_mean(ratios)
    missed += mean > MEAN_LIMIT
    print(f"{'geometric mean':20} {'':25} {mean:6.2f}   <= {MEAN_LIMIT}, none above {WORST_LIMIT}"
          f"{'   <-- MISSED' if mean > MEAN_LIMIT else ''}")
    return missed


def print_collection(directory):
    """A full collection of a million live lists; how many limits were missed."""
    program = pathlib.Path(directory, "collection.py")
    program.write_text(COLLECTION)
    times = {CPYTHON: [], HOST32: []}
    for _ in range(RUNS):
        for python in times:
            times[python].append(float(cpu_time(python, program)[1]))
    theirs, ours = (statistics.median(times[python]) for python in times)
    missed = ours / theirs > COLLECTION_LIMIT
    print(f"{'gc.collect(), 1 M live':22} {theirs:10.3f} {ours:12.3f} {ours / theirs:6.2f}"
          f"   <= {COLLECTION_LIMIT}{'   <-- MISSED' if missed else ''}")
    return missed


def instructions_on_host(program):
    done = subprocess.run(
        ["valgrind", "--tool=cachegrind", "--cache-sim=no", "--cachegrind-out-file=/dev/null",
         HOST32, program], stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True,
        timeout=300)
    found = re.search(r"I +refs: +([\d,]+)", done.stderr)
    assert found, done.stderr
    return int(found[1].replace(",", ""))


def instructions_on_kernel(directory):
    """{program: from fork to wait}"""
    files = {**PYTHON, **LIBRARY, "/bin/bench": BUILD / "user/native/bench",
             **{f"/m/{program.name}": program for program in PROGRAMS}}
    commands = [f"/bin/bench spawn /bin/python /m/{program.name}" for program in PROGRAMS]
    machine, runs = run_suite(directory, files, commands, timeout=600, memory=256,
                              arguments=COUNTING)
    assert machine.status == 0 and len(runs) == len(commands), machine.text()
    return {program: bench_value(run.stdout, "spawn")
            for program, run in zip(PROGRAMS, runs.values())}


def print_kernel_beside_host(directory):
    """A line for each program; how many limits were missed."""
    print(f"\n{'program':20} {'on the kernel':>15} {'on the host':>15} {'ratio':>6}   instructions")
    missed, ratios = 0, []
    for program, here in instructions_on_kernel(directory).items():
        host = instructions_on_host(program)
        ratio = here / host
        ratios.append(ratio)
        missed += ratio > KERNEL_LIMIT
        print(f"{program.stem:20} {here:15,} {host:15,} {ratio:6.3f}"
              f"{'   <-- MISSED' if ratio > KERNEL_LIMIT else ''}")
    mean = statistics.geometric_mean(ratios)
    print(f"{'geometric mean':20} {'':31} {mean:6.3f}   none above {KERNEL_LIMIT}")
    return missed


def print_sizes(directory):
    """Bytes of the allocator for each of 10,000 objects, their slots in a list included."""
    program = pathlib.Path(directory, "size.py")
    print(f"\n{'object and its slot':20} {'bytes':>12} {'limit':>12}")
    missed = 0
    for name, (reached, expression) in SIZES.items():
        program.write_text(SIZE_PROGRAM.format(
            expression=expression, definition=PAIR if "Pair" in expression else ""))
        seconds, output = cpu_time(HOST32, program)
        limit = reached * SIZE_MARGIN
        good = seconds is not None and round(float(output), 1) <= limit
        missed += not good
        shown = output if seconds is None else f"{float(output):12.1f} {limit:12.1f}"
        print(f"{name:20} {shown}{'' if good else '   <-- MISSED'}")
    return missed
