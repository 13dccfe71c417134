"""GDB's Python level on the machine: a Python program in ring 3, blocked in a system call and
running, seen through the kernel's own stub on COM2."""
import contextlib
import re
import shutil
import time

import pytest

from gdb_support import running_gdb, running_machine
from support import BUILD, KERNEL, ROOT, compile_program, make_image

GUESTS = ROOT / "tests" / "machine" / "gdb" / "guests.py"
RELATIVES, TYPED = (ROOT / "tests" / "host" / "gdb" / name for name in ("relatives.py", "typed.py"))
LINES = GUESTS.read_text().splitlines()

pytestmark = pytest.mark.skipif(not shutil.which("gdb"), reason="there is no gdb")


def line_of(text):
    return LINES.index(text) + 1


@pytest.fixture(scope="module")
def disk(tmp_path_factory):
    directory = tmp_path_factory.mktemp("gdb_python")
    files = {"/bin/python": BUILD / "disk" / "bin" / "python"}
    for source in (GUESTS, RELATIVES):
        name = f"/bin/{source.stem}"
        files[name] = compile_program(source, directory / source.stem, name + ".py")
        files[name + ".py"] = source
    return make_image(directory / "disk.img", files)


@contextlib.contextmanager
def python_gdb():
    """GDB with the Python level, not attached yet."""
    with running_gdb("-iex", "set debuginfod enabled off", KERNEL) as gdb:
        gdb.run(f"add-symbol-file {BUILD / 'user' / 'python'}",
                f"source {ROOT / 'interp' / 'gdb' / 'load.py'}")
        yield gdb


@contextlib.contextmanager
def session(disk, options="", ready="ready\r\n", program="/bin/guests"):
    """(GDB with the Python level, attached; the machine, whose program waits for a line)."""
    with running_machine(disk, f"init={program} {options}") as machine, python_gdb() as gdb:
        machine.seen = machine.expect(ready) if ready else ""
        gdb.attach(machine)
        while ready and "(blocked in read)" not in gdb.run("info threads"):
            gdb.run("detach")
            time.sleep(0.05)
            gdb.attach(machine)
        yield gdb, machine


def counts(machine):
    """What the program has printed of its own counts."""
    return dict(re.findall(r"^(\w+) (\d+)\r*$", machine.seen, re.M))


def test_program_that_is_blocked_in_a_system_call(disk):
    with session(disk) as (gdb, machine):
        backtrace = gdb.run("py-bt").splitlines()
        assert re.match(r">#0   ask \(guests=\[<Guest\(name='first'\)>\]\) at /bin/guests.py:"
                        rf"{line_of('    answer = input()')}$", backtrace[0])
        assert backtrace[1].startswith(" #1   serve () at ")
        assert backtrace[2].startswith(" #2   <module> () at ")
        assert re.search(r"^count = int 1 <refs \d+ @0x[0-9a-f]+>$", gdb.run("py-locals"), re.M)
        assert "answer = input()" in gdb.run("py-list")
        for name, expression in (("guests", "guests"), ("first", "guests[0]")):
            assert gdb.run(f"py-refs {expression}").splitlines()[-1] == \
                counts(machine)[name] + " reference" + "s" * (counts(machine)[name] != "1"), name
        assert re.search(r"^ +2 +\d+  Guest$|^ +1 +\d+  Guest$", gdb.run("py-heap"), re.M)
        assert re.search(r" --> +\d+ CALL ", gdb.run("py-dis"))
        bt = gdb.run("bt")
        places = [bt.index(text) for text in (
            " system_call (", " platform_read (", " eval_run (", "    ask (guests=list [",
            "    serve () at ", " main (")]
        assert places == sorted(places), bt


def frames(text):
    """[(function, line)] where GDB says it stopped."""
    return [(name, int(line)) for name, line
            in re.findall(r"^#0 +(\S+) \(.*\) at .*:(\d+)$", text, re.M)]


def test_program_is_stepped_by_lines(disk):
    with session(disk) as (gdb, machine):
        append = line_of("    guests.append(Guest(answer))")
        gdb.run(f"py-break guests.py:{append} if answer == 'second'")
        machine.send("other\n")
        machine.send("second\n")
        assert frames(gdb.run("continue")) == [("ask", append)]
        assert gdb.run("py-print answer").startswith("local answer = str 'second' ")
        assert "Guest(name='other')" in gdb.run("py-print guests")
        gdb.run("py-delete")
        assert frames(gdb.run("py-step")) == [("__init__", line_of("        self.name = name"))]
        finished = gdb.run("py-finish")
        assert frames(finished) == [("ask", append)]
        assert re.search(r"^__init__ returned NoneType None <refs ", finished, re.M)
        assert frames(gdb.run("py-next")) == [("ask", line_of("    return count"))]
        finished = gdb.run("py-finish")
        assert frames(finished) == [("serve", line_of("        ask(guests)"))]
        assert re.search(r"^ask returned int 2 <refs ", finished, re.M)


def test_step_ends_with_the_program(disk):
    with session(disk) as (gdb, machine):
        machine.send("end\n")
        assert "The Python program has come to its end." in gdb.run("py-finish")
        assert "no Python code is running in this process" in gdb.run("py-bt")


def test_breakpoint_in_a_program_that_has_not_begun(disk):
    with session(disk, "gdb=wait", ready="") as (gdb, _machine):
        line = line_of("    count = len(guests)")
        gdb.run(f"py-break guests.py:{line}")
        assert frames(gdb.run("continue")) == [("ask", line)]
        assert ">#0   ask (guests=[<Guest(name='first')>]) at " in gdb.run("py-bt")


TRACED = ("python from python_level import tracing; print('traced', tracing.is_traced())")


def test_breakpoints_survive_fork_exec_and_exit(disk):
    """The child stops, the program that it becomes, and, when that has ended, the parent."""
    with session(disk, program="/bin/relatives") as (gdb, machine):
        gdb.run(f"py-break relatives.py:"
                f"{RELATIVES.read_text().splitlines().index('    total += 1') + 1} if n != 0")
        machine.send("go\n")
        for n in (10, 20, 30):
            assert [name for name, _ in frames(gdb.run("continue"))] == ["work"]
            assert gdb.run("py-print n").startswith(f"local n = int {n} ")
        assert "(3 hits)" in gdb.run("py-break")
        gdb.run("py-delete")
        assert "traced False" in gdb.run(TRACED)
        gdb.go()
        machine.expect("parent 31")


def test_deleted_breakpoint_is_deleted_in_the_children_too(disk):
    with session(disk, program="/bin/relatives") as (gdb, machine):
        lines = RELATIVES.read_text().splitlines()
        gdb.run(f"py-break relatives.py:{lines.index('    total = n') + 1} if n == 10",
                f"py-break relatives.py:{lines.index('    os.waitpid(child, 0)') + 1}")
        machine.send("go\n")
        gdb.run("continue", "continue")
        threads = re.findall(r"Thread (\d+) ", gdb.run("info threads"))
        assert len(threads) == 2
        gdb.run("py-delete")
        for thread in threads:
            gdb.run(f"thread find Thread {thread} ", f"thread {thread}")
            assert "traced False" in gdb.run(TRACED), thread


def test_prompt_that_waits_has_the_names_of_main(disk):
    """The counts are what the prompt itself has said; a step goes into the next statement."""
    with session(disk, program="/bin/python", ready=">>> ") as (gdb, machine):
        gdb.go()
        for line in TYPED.read_text().splitlines():
            machine.send(line + "\r")
            machine.seen += machine.expect("... " if line[:1] in (" ", "c") else ">>> ")
        gdb.interrupt()
        gdb.finish()
        waits = "no Python code is running in this process: the prompt waits for a statement"
        assert waits in gdb.run("py-bt") and waits in gdb.run("py-list")
        assert re.search(r"^x = list \[1, 2, 3\] <refs 4 @", gdb.run("py-globals"), re.M)
        assert gdb.run("py-print table[5][0][1]").startswith("item table[5][0][1] = int 2 ")
        assert re.search(r"^ +1 +\d+  Point$", gdb.run("py-heap"), re.M)
        assert len(counts(machine)) == 6
        for name, count in counts(machine).items():
            said = gdb.run(f"py-refs {name}")
            assert said.splitlines()[-1] == f"{count} reference{'s' * (count != '1')}"
            assert f"  global {name} of module __main__\n" in said
            assert "held by C code" not in said
        assert " repl_run (" in gdb.run("bt")
        machine.send("big = 7\r")
        assert frames(gdb.run("py-step")) == [("<module>", 1)]
        assert gdb.run("py-print big").startswith(f"name big = int {10 ** 40} ")
        gdb.start("py-next")
        machine.expect(">>> ")
        machine.send("big\r")
        assert frames(gdb.finish()) == [("<module>", 1)]
        assert gdb.run("py-print big").startswith("name big = int 7 ")


def test_program_that_is_running_and_is_left_untraced(disk):
    with session(disk) as (gdb, machine):
        machine.send("compute\n")
        gdb.go()
        with contextlib.suppress(TimeoutError):
            machine.expect("it says nothing more", limit=1)
        gdb.interrupt()
        gdb.finish()
        lines = gdb.run("py-bt").splitlines()
        loop = f"({line_of('    while True:')}|{line_of('        total += 1')})"
        assert re.match(rf">#0   compute \(\) at /bin/guests.py:{loop}$", lines[0])
        assert lines[1].startswith(" #1   ask (guests=")
        before = int(re.search(r"= int (\d+) ", gdb.run("py-print total"))[1])
        assert frames(gdb.run("py-next 5"))[0][0] == "compute"
        after = int(re.search(r"= int (\d+) ", gdb.run("py-print total"))[1])
        assert before + 2 <= after <= before + 5
        assert "traced False" in gdb.run(TRACED)
        gdb.run(f"py-break guests.py:{line_of('    return count')}")
        assert "traced True" in gdb.run(TRACED)
        gdb.run("detach")
        gdb.attach(machine)
        gdb.run("interrupt")
        assert "traced False" in gdb.run(TRACED)


def test_program_that_a_killed_gdb_left_traced_is_set_free_by_the_next(disk):
    with session(disk) as (gdb, machine):
        gdb.run(f"py-break guests.py:{line_of('        sys.exit()')}")
        machine.send("other\n")
        gdb.go()
        machine.expect("ready\r\n")
        gdb.kill()
        with python_gdb() as another:
            another.attach(machine)
            assert "traced False" in another.run(TRACED)
            another.run("detach")
        machine.send("another\n")
        machine.expect("ready\r\n")


def test_qemus_own_stub_serves_the_python_level_too(disk, tmp_path):
    """`make gdb-qemu`: one thread, the processor's; what it runs is seen and stepped."""
    port = tmp_path / "qemu"
    with running_machine(disk, "init=/bin/guests", "-gdb", f"unix:{port},server=on,wait=off") \
            as machine, python_gdb() as gdb:
        machine.expect("ready\r\n")
        gdb.run(f"target remote {port}")
        assert gdb.run("py-bt").startswith(">#0   ask (guests=[<Guest(name='first')>]) at ")
        append, compute = line_of("    guests.append(Guest(answer))"), line_of("        total += 1")
        gdb.run(f"py-break guests.py:{append} if answer == 'second'",
                f"py-break guests.py:{compute} if total == 10000")
        machine.send("other\nsecond\n")
        assert frames(gdb.run("continue")) == [("ask", append)]
        assert frames(gdb.run("py-step")) == [("__init__", line_of("        self.name = name"))]
        finished = gdb.run("py-finish")
        assert re.search(r"^__init__ returned NoneType None <refs ", finished, re.M)
        assert frames(gdb.run("py-next")) == [("ask", line_of("    return count"))]
        assert "Guest(name='second')" in gdb.run("py-print guests")
        assert re.search(r"^ +3 +\d+  Guest$", gdb.run("py-heap"), re.M)
        machine.send("compute\n")
        assert frames(gdb.run("continue")) == [("compute", compute)]
        assert gdb.run("py-print total").startswith("local total = int 10000 ")
        gdb.run("py-untrace")
        assert "traced False" in gdb.run(TRACED)


HEAP = """python
from python_level import heap
classes, large = {}, [0, 0]
for payload, size, marks in heap._chunks():
    if marks & heap.constant("MARK_PAGES"):
        for pool in heap._pools(payload):
            if pool.used:
                pools, used = classes.get(pool.size_class, (0, 0))
                classes[pool.size_class] = pools + 1, used + pool.used
    else:
        large[bool(marks & heap.constant("MARK_USED"))] += 1
for number, (pools, used) in sorted(classes.items()):
    print("class", 4 * number + 4, pools, used)
print("large", large[1], large[0])
end
"""


def test_kernel_itself_shows_the_interpreters_heap(disk, tmp_path):
    """`monitor heap`, beside what GDB finds with the interpreter's debug information."""
    script = tmp_path / "heap.gdb"
    script.write_text(HEAP)
    with session(disk) as (gdb, _machine):
        expected, found = gdb.run(f"source {script}"), gdb.run("monitor heap 1")
        assert re.search(r"^10000000-[0-9a-f]{8}, \d+ bytes; \d+ pages of \d+ are there", found)
        assert re.search(r"^10[0-9a-f]{3}000 +\d+ +\d+ +\d+$", found, re.M)
        classes = re.findall(r"^ +(\d+) +(\d+) +(\d+) +\d+$", found, re.M)
        assert len(classes) > 10
        assert classes == re.findall(r"^class (\d+) (\d+) (\d+)$", expected, re.M)
        assert re.findall(r"larger blocks: (\d+) of .*them: (\d+) of", found) == \
            re.findall(r"^large (\d+) (\d+)$", expected, re.M)


def test_kernel_shows_what_it_can_of_a_damaged_heap(disk):
    with session(disk) as (gdb, _machine):
        chunk = "((Chunk *)'large.c'::heap_start)"
        gdb.run(f"set $size = {chunk}->size_and_marks")
        for size, message in (("0", "the row of chunks cannot be read, or makes no sense, at 10000008"),
                              ("0xffffffff", "no sense, at 10000008"),
                              ("0x70000003", "no sense, at 10000008")):
            gdb.run(f"set var {chunk}->size_and_marks = {size}")
            assert message in gdb.run("monitor heap 1")
        gdb.run(f"set var {chunk}->size_and_marks = $size", "set $pool = mem_pools[4]",
                "set var $pool->used = 5000")
        assert "  1 cannot be read, or make no sense" in gdb.run("monitor heap 1")
        gdb.run("set var *(int *)0x10000000 = 0")
        assert "what is in it is not known" in gdb.run("monitor heap 1")


def test_memory_that_makes_no_sense(disk):
    with session(disk) as (gdb, _machine):
        gdb.run("set $frame = interpreter.frame", "set var interpreter.frame = (Frame *)0x08000000")
        assert "cannot read memory at 0x80000" in gdb.run("py-bt")
        gdb.run("set var interpreter.frame = $frame")
        gdb.run("set $list = (List *)interpreter.frame->slots[0]", "set var $list->items[0] = 0x42")
        assert "<no object at 0x42: not an object's address>" in gdb.run("py-print guests")
        assert ">#0   ask (guests=[<" in gdb.run("py-bt")
