"""The kernel's GDB stub, as GDB sees it: a real gdb drives the machine while a program runs there
(tests/native/debuggee.c) that does what it is told, with a twin beside it."""
import re
import time

import pytest

from gdb_support import DEBUGGEE, Gdb, debuggee_disk, running_gdb, running_machine
from support import KERNEL

USER_CODE = 0x1B


@pytest.fixture(scope="module")
def disk(tmp_path_factory):
    return debuggee_disk(tmp_path_factory.mktemp("gdb"))


@pytest.fixture(scope="module")
def machine(disk):
    with running_machine(disk) as machine:
        machine.expect("done\r\n")
        yield machine


@pytest.fixture(scope="module")
def shared_gdb():
    with running_gdb(KERNEL, "-ex", f"add-symbol-file {DEBUGGEE}") as gdb:
        yield gdb


@pytest.fixture
def gdb(machine, shared_gdb):
    """Attached to the machine, with the program's thread selected."""
    shared_gdb.attach(machine)
    shared_gdb.run("thread 1")
    yield shared_gdb
    shared_gdb.run("delete", "set scheduler-locking off", "detach")
    settle(machine)


def settle(machine):
    """The program has done all that it was told: the machine runs."""
    machine.send("?\n")
    machine.expect("what?\r\ndone\r\n")


def go_until_stop(gdb, machine=None, letter=None, command="continue"):
    gdb.go(command)
    if letter:
        machine.send(letter + "\n")
    return gdb.finish()


def interrupt(gdb):
    """Stops the machine; how many seconds that took."""
    start = time.monotonic()
    gdb.interrupt()
    answer = gdb.finish()
    assert "SIGINT" in answer, answer
    return time.monotonic() - start


def instruction(gdb):
    """(address, the next one's address, text) at $pc."""
    here, after = re.findall(r"(0x[0-9a-f]+)[^\n]*?:\s+([^\n]*)", gdb.run("x/2i $pc"))
    return int(here[0], 16), int(after[0], 16), here[1]


BRANCH = re.compile(r"(j\w+|call|ret|iret|loop\w*)\b")


def check_steps(gdb, count):
    """Each step leads to the next instruction, or to where a branch goes."""
    for _ in range(count):
        here, after, text = instruction(gdb)
        gdb.run("stepi")
        now = gdb.number("$pc")
        if BRANCH.match(text):
            target = re.search(r"\b0x([0-9a-f]+)", text)
            targets = {after, int(target[1], 16)} if target else None
            assert targets is None or now in targets, (hex(here), text, hex(now))
        else:
            assert now == after, (hex(here), text, hex(now))


# ---- Breakpoints ----

def test_a_breakpoint_on_a_page_that_is_not_there_yet_waits_for_it(gdb, machine):
    assert "no page is there" in gdb.run(f"monitor pagetable 1 {gdb.number('&far_away'):#x}")
    gdb.run("set trust-readonly-sections on", "break far_away", "set trust-readonly-sections off")
    answer = go_until_stop(gdb, machine, "r")
    assert "hit Breakpoint" in answer and "far_away ()" in answer


def test_a_breakpoint_in_the_kernel_shows_the_way_down_to_the_program(gdb):
    gdb.run("break call_nanosleep")
    assert "hit Breakpoint" in go_until_stop(gdb)
    frames = gdb.run("backtrace")
    order = [frames.index(name) for name in ("call_nanosleep", "system_call", "trap_system_call",
                                             "be_the_twin", "main")]
    assert order == sorted(order), frames


def test_the_way_down_to_the_program_shows_at_each_instruction_of_a_system_calls_entry(gdb):
    gdb.run("break *trap_system_call")
    go_until_stop(gdb)
    gdb.run("delete")
    ebx = gdb.number("$ebx")
    for _ in range(25):
        frames = gdb.run("backtrace")
        assert "main (argc=1" in frames.splitlines()[-1], frames
        gdb.run("stepi")
        if "system_call (" in gdb.run("backtrace 1"):
            break
    else:
        raise AssertionError("the entry has no end")
    gdb.run("frame function trap_system_call", "up")
    assert gdb.number("$ebx") == ebx


def test_breakpoints_survive_fork_exec_and_exit(gdb, machine):
    gdb.run("break in_child", "break in_new_image")
    for letter, function in (("f", "in_child"), ("e", "in_child"), (None, "in_new_image"),
                             ("f", "in_child")):
        answer = go_until_stop(gdb, machine, letter)
        assert f"{function} ()" in answer and "hit Breakpoint" in answer
        assert gdb.number("$_thread") > 2


def test_breakpoints_on_neighbouring_bytes_stop_at_each(gdb, machine):
    start = gdb.number("&step_neighbours")
    for i in range(4):
        gdb.run(f"break *{start + i}")
    assert "hit Breakpoint" in go_until_stop(gdb, machine, "s")
    for i in range(4):
        assert gdb.number("$pc") == start + i
        gdb.run("continue") if i < 3 else None


def test_a_condition_is_checked_ten_thousand_times_without_a_stop(gdb, machine):
    gdb.run("break missed if number == 9999")
    gdb.run("set debug remote 1")
    answer = go_until_stop(gdb, machine, "m")
    gdb.run("set debug remote 0")
    assert gdb.number("number") == 9999
    assert answer.count("Packet received: T05") == 1


def test_breakpoints_in_what_the_stub_itself_uses_harm_nothing(gdb, machine):
    for function in ("memcpy", "format_va", "process_find", "page_table_walk", "frame_allocate",
                     "trap_dispatch", "process_fault", "address_space_find", "memset"):
        gdb.run(f"break {function}")
    for _ in range(20):
        assert "hit Breakpoint" in go_until_stop(gdb)
        assert "debuggee" in gdb.run("monitor ps") and "Thread" in gdb.run("info threads")


def test_the_stubs_own_code_accepts_no_breakpoint(gdb):
    for kind in ("break", "hbreak"):
        gdb.run(f"{kind} gdb_trap")
        assert "Cannot insert" in gdb.run("continue") or "Could not insert" in gdb.text
        gdb.run("delete")


def test_a_hardware_breakpoint_stops_in_the_program_and_in_the_kernel(gdb, machine):
    gdb.run("hbreak answer")
    assert "answer ()" in go_until_stop(gdb, machine, "a")
    gdb.run("delete", "hbreak call_nanosleep")
    assert "call_nanosleep" in go_until_stop(gdb)


# ---- Watchpoints ----

def test_a_watchpoint_tells_old_and_new_value_of_its_process_alone(gdb, machine):
    """The twin writes to the same address a hundred times a second."""
    gdb.run("watch watched")
    for old, new in (("", 10), (10, 11)):
        answer = go_until_stop(gdb, machine, "w" if old == "" else None)
        assert "Hardware watchpoint" in answer and f"New value = {new}\n" in answer
        assert f"Old value = {old}" in answer and gdb.number("$_thread") == 1


def test_an_access_watchpoint_stops_at_reading(gdb, machine):
    gdb.run("awatch half")
    answer = go_until_stop(gdb, machine, "d")
    assert "Hardware access (read/write) watchpoint" in answer and "half" in answer


def test_a_watchpoint_sees_what_the_kernel_writes_for_the_program(gdb, machine):
    gdb.run("set var watched = 0", "watch watched")
    answer = go_until_stop(gdb, machine, "q")
    assert "Old value = 0" in answer and "New value = 77\n" in answer, answer
    assert gdb.number("$_thread") == 1 and gdb.number("$cs") == USER_CODE
    assert "read_watched" in gdb.run("backtrace")
    gdb.run("delete")
    gdb.go()
    machine.expect("done\r\n")
    interrupt(gdb)


def test_an_access_watchpoint_sees_what_the_kernel_reads_for_the_program(gdb, machine):
    """By an address of its own: the stop is in the kernel, in the midst of the system call."""
    gdb.run("awatch *(int *)(source + 16)")
    answer = go_until_stop(gdb, machine, "b")
    assert "Hardware access (read/write) watchpoint" in answer, answer
    assert gdb.number("$_thread") == 1 and gdb.number("$cs & 3") == 0
    backtrace = gdb.run("backtrace")
    assert backtrace.index("call_write (") < backtrace.index("write_source ()"), backtrace
    gdb.run("delete")
    gdb.go()
    machine.expect("done\r\n")
    interrupt(gdb)


def test_a_watchpoint_in_the_kernel(gdb):
    gdb.run("watch scheduler_attention")
    assert "Hardware watchpoint" in go_until_stop(gdb)
    assert gdb.number("$cs & 3") == 0


def test_a_fifth_watchpoint_is_refused_and_the_session_goes_on(gdb):
    for i in range(5):
        gdb.run(f"watch *(int *){gdb.number('&target') + 4 * i}")
    assert "Could not insert hardware watchpoint" in gdb.run("continue")
    assert gdb.number("1 + 1") == 2


# ---- Steps ----

def test_fifty_steps_in_ring_3(gdb, machine):
    gdb.run("break step_here")
    go_until_stop(gdb, machine, "s")
    gdb.run("delete")
    check_steps(gdb, 50)


def test_fifty_steps_in_ring_0(gdb):
    gdb.run("break call_nanosleep")
    go_until_stop(gdb)
    gdb.run("delete")
    check_steps(gdb, 50)


def step_from(gdb, machine, label):
    gdb.run(f"break *&{label}")
    go_until_stop(gdb, machine, "s")
    gdb.run("delete")
    _, after, _ = instruction(gdb)
    gdb.run("stepi")
    assert gdb.number("$pc") == after


def test_a_step_over_a_system_call_ends_right_behind_it(gdb, machine):
    step_from(gdb, machine, "step_call")
    assert gdb.number("$eax") == 1  # getpid's answer


def test_a_step_over_pushf_leaves_no_trap_flag_behind(gdb, machine):
    step_from(gdb, machine, "step_pushf")
    assert gdb.number("*(int *)$esp & 0x100") == 0


def test_a_step_over_what_sets_ss_ends_right_behind_it(gdb, machine):
    """After these the processor takes no trap before one more instruction."""
    step_from(gdb, machine, "step_mov_ss")
    esp = gdb.number("$esp")
    gdb.run("stepi", "stepi")
    assert gdb.number("$pc") == gdb.number("&step_neighbours") and gdb.number("$esp") == esp
    step_from(gdb, machine, "step_pop_ss")


def test_a_step_over_rep_movs_is_all_of_it(gdb, machine):
    step_from(gdb, machine, "step_rep")
    assert gdb.number("$ecx") == 0
    assert "sixty-four bytes" in gdb.run("print target")


def test_steps_through_the_idle_loop_pass_sti_and_hlt(gdb):
    gdb.go()
    interrupt(gdb)
    assert "idle" in gdb.run("backtrace 1")
    gdb.run("break *$pc - 2")  # it stands behind the halt
    go_until_stop(gdb)
    gdb.run("delete")
    for name in ("sti", "hlt", "cli"):
        _, after, text = instruction(gdb)
        gdb.run("stepi")
        assert text.startswith(name) and gdb.number("$pc") == after, text


def test_a_step_over_iret_leads_to_the_interrupted_program(gdb):
    """The last instructions of a system call, one by one, up to the first in ring 3; a backtrace
    reaches the program from each."""
    gdb.run("break trap_return")
    for _ in range(50):
        go_until_stop(gdb)
        if gdb.number("*(int *)($esp + 60) & 3") == 3:
            break
    expected = gdb.number("*(unsigned *)($esp + 56)")
    gdb.run("delete")
    for _ in range(20):
        frames = gdb.run("backtrace")
        assert "main (argc=1" in frames.splitlines()[-1], frames
        gdb.run("stepi")
        if gdb.number("$cs") == USER_CODE:
            break
    assert gdb.number("$pc") == expected


def test_next_and_finish_go_through_lines(gdb, machine):
    gdb.run("break count_lines")
    go_until_stop(gdb, machine, "l")
    gdb.run("delete")
    lines = [int(re.match(r"(\d+)\t", gdb.run("next"))[1]) for _ in range(4)]
    assert lines[0] == lines[2] and lines[1] == lines[3] and lines[0] != lines[1]
    assert "Value returned is" in gdb.run("finish") and gdb.number("$") == 499500


def test_until_and_advance_go_forward(gdb, machine):
    gdb.run("break count_lines")
    go_until_stop(gdb, machine, "l")
    gdb.run("delete")
    lines = [int(re.match(r"(\d+)\t", gdb.run("next"))[1]) for _ in range(3)]
    assert lines[0] == lines[2]  # the loop has begun anew
    assert f"debuggee.c:{lines[1]}\n" in gdb.run(f"advance {lines[1]}")
    for _ in range(4):  # at the loop's end: out of it, past its 999 other turns
        line = int(re.search(r"^(\d+)\t", gdb.run("until"), re.M)[1])
        if line > max(lines):
            break
    assert line > max(lines)
    gdb.run("detach")
    assert "sum 499500" in machine.expect("done\r\n")
    gdb.attach(machine)


def test_a_line_of_16000_instructions_is_a_few_requests(gdb, machine):
    gdb.run("break one_line")
    go_until_stop(gdb, machine, "o")
    gdb.run("delete", "set debug remote 1")
    answer = gdb.run("next")
    gdb.run("set debug remote 0")
    assert answer.count("Sending packet: $vCont") <= 6 and "return n" in answer


def test_a_step_with_a_fault_in_between_ends_behind_the_instruction(gdb, machine):
    """far_away's page may be gone from no one; the stack's next page never came."""
    gdb.run("break answer")
    go_until_stop(gdb, machine, "a")
    gdb.run("delete")
    esp, pc = gdb.number("$esp"), gdb.number("$pc")
    gdb.run("print $saved = *(int *)$pc", f"set $esp = {esp - 0x20000}")
    assert "Cannot access memory" in gdb.run("x/x $esp - 4")
    gdb.run("set *(char *)$pc = 0x50")  # push %eax
    gdb.run("stepi")
    assert gdb.number("$pc") == pc + 1 and gdb.number("*(int *)$esp == $eax") == 1
    gdb.run(f"set *(int *){pc} = $saved", f"set $pc = {pc}", f"set $esp = {esp}")


# ---- Memory and registers ----

@pytest.mark.parametrize("address", [0, 0xFFC, 0x20000000, 0xBFFFF000, 0xFEC00000, 0xFFFFFFFF])
def test_an_address_that_cannot_be_read_is_an_error_and_no_more(gdb, address):
    assert "Cannot access memory" in gdb.run(f"x/xb {address}")
    assert "Cannot access memory" in gdb.run(f"set *(char *){address} = 1")
    assert gdb.number("1 + 1") == 2


def test_find_searches_memory_on_the_machine(gdb, machine):
    gdb.run("set debug remote 1")
    answer = gdb.run('find /1 &source, +sizeof(source), "by repetition"')
    gdb.run("set debug remote 0")
    assert "qSearch:memory" in answer and "<source+45>" in answer, answer
    assert "Pattern not found" in gdb.run('find &source, +30, "by repetition"')


def test_what_lies_before_a_pages_edge_is_read_up_to_it(gdb):
    answer = gdb.run("x/2xw 0xbfffeffc")
    assert re.match(r"0xbfffeffc:\t0x[0-9a-f]{8}\tCannot access memory at address 0xbffff000",
                    answer), answer


def test_writing_text_in_one_process_leaves_the_others_alone(gdb, machine):
    gdb.run("break answer")
    go_until_stop(gdb, machine, "a")
    gdb.run("delete")
    place = gdb.number("(char *)answer + 1")
    gdb.run(f"set *(char *){place} = 43")
    assert gdb.number(f"*(char *){place}") == 43
    gdb.run("thread 2")
    assert gdb.number(f"*(char *){place}") == 42
    gdb.run("thread 1")
    gdb.go()
    machine.expect("answer 43\r\n")
    interrupt(gdb)
    gdb.run("thread 1", f"set *(char *){place} = 42")


def test_registers_of_x87_and_sse_are_read_and_written(gdb, machine):
    gdb.run("break answer")
    go_until_stop(gdb, machine, "a")
    gdb.run("set $xmm7.v4_int32[2] = 12345", "set $st0 = 1.5", "set $mxcsr = 0x1f80", "stepi")
    assert gdb.number("$xmm7.v4_int32[2]") == 12345
    assert "1.5" in gdb.run("print $st0") and gdb.number("$mxcsr") == 0x1F80
    gdb.run("thread 2")
    assert gdb.number("$xmm7.v4_int32[2]") == 0


def test_a_megabyte_of_heap_that_is_restored_is_dumped_equal(gdb, machine, tmp_path):
    gdb.go()
    machine.do("h")
    interrupt(gdb)
    gdb.run("thread 1")
    start, size = gdb.number("heap"), 1 << 20
    pattern = tmp_path / "pattern"
    pattern.write_bytes(bytes((i * 7 + i // 251) & 0xFF if i >> 12 & 1 else i >> 13 & 0xFF
                              for i in range(size)))
    gdb.run(f"restore {pattern} binary {start}",
            f"dump binary memory {tmp_path}/after {start} {start + size}", limit=150)
    assert (tmp_path / "after").read_bytes() == pattern.read_bytes()


# ---- Threads ----

def test_threads_are_the_processes_with_program_and_state(gdb, machine):
    gdb.run("break answer")
    for _ in range(20):  # the twin may be between two sleeps
        go_until_stop(gdb, machine, "a")
        threads = gdb.run("info threads")
        if "blocked in nanosleep" in threads:
            break
    assert re.search(r'\* 1 +Thread 1 "debuggee" \(running\)', threads), threads
    assert re.search(r'  2 +Thread 2 "debuggee" \(blocked in nanosleep\)', threads), threads
    assert "be_the_twin" in gdb.run("thread apply 2 backtrace")


def test_info_os_lists_the_processes(gdb):
    assert re.search(r"^2 +1 +\d+ +debuggee", gdb.run("info os processes"), re.M)
    assert "processes" in gdb.run("info os")


def test_the_end_of_a_step_lists_threads_by_number_and_shows_names_all_the_same(gdb, machine):
    gdb.run("break step_here", "break *&step_pushf")
    go_until_stop(gdb, machine, "s")
    gdb.run("stepi", "set debug remote 1")
    answer = gdb.run("stepi")
    gdb.run("set debug remote 0")
    assert '<thread id="1"/><thread id="2"/>' in answer, answer
    assert 'Thread 1 "debuggee" (running)' in gdb.run("info threads")
    answer = gdb.run("stepi")
    assert 'Thread 1 "debuggee" hit Breakpoint' in answer, answer


def test_scheduler_locking_holds_the_others(gdb, machine):
    gdb.run("thread 2")
    before = gdb.number("twin_watched")
    gdb.run("thread 1", "set scheduler-locking on")
    gdb.go()
    machine.send("a\n")
    machine.expect("answer 42")
    time.sleep(0.1)
    interrupt(gdb)
    assert gdb.number("$_thread") == 1
    gdb.run("thread 2")
    assert gdb.number("twin_watched") == before
    gdb.run("set scheduler-locking off", "break twin_turn")
    assert "hit Breakpoint" in go_until_stop(gdb)


def test_gdb_hears_that_the_only_thread_that_is_not_held_has_ended(gdb, machine):
    gdb.run("break in_child")
    go_until_stop(gdb, machine, "f")
    child = gdb.number("$_thread")
    gdb.run("delete", "set scheduler-locking on")
    assert f'Thread {child} "debuggee" stopped.' in gdb.run("continue")
    assert "process_exit" in gdb.run("backtrace")
    threads = gdb.run("info threads")
    assert re.search(rf'^\* {child} +Thread \d+ "debuggee" \(ended\)', threads, re.M), threads
    gdb.run("set scheduler-locking off", "thread 1")
    gdb.go()
    machine.expect("done\r\n")
    interrupt(gdb)


def test_another_thread_than_the_stopped_one_steps(gdb, machine):
    gdb.run("break answer")
    go_until_stop(gdb, machine, "a")
    gdb.run("delete", "thread 2", "set scheduler-locking on")
    before, after, _ = instruction(gdb)
    gdb.run("stepi")
    assert gdb.number("$_thread") == 2 and gdb.number("$pc") == after
    check_steps(gdb, 5)


# ---- Ctrl-C ----

def test_interrupt_stops_an_idle_machine_within_a_second(gdb):
    gdb.go()
    time.sleep(0.1)
    assert interrupt(gdb) < 1
    assert "idle" in gdb.run("backtrace 1")


def test_interrupt_stops_a_program_within_a_second(gdb, machine):
    gdb.go()
    machine.send("k\n")
    time.sleep(0.1)
    assert interrupt(gdb) < 1
    gdb.run("thread 1")
    assert "spin ()" in gdb.run("backtrace")
    gdb.run("set var spinning = 0")


def test_interrupt_stops_a_program_that_is_in_the_kernel_most_of_the_time_within_a_second(
        gdb, machine):
    gdb.go()
    machine.send("y\n")
    time.sleep(0.1)
    assert interrupt(gdb) < 1
    gdb.run("thread 1")
    assert "call_without_end ()" in gdb.run("backtrace")
    gdb.run("set var spinning = 0")


def test_interrupt_ends_a_million_steps_within_a_second(gdb, machine):
    gdb.run("break spin")
    go_until_stop(gdb, machine, "k")
    gdb.run("delete")
    gdb.start("stepi 1000000")
    time.sleep(0.2)
    start = time.monotonic()
    gdb.interrupt()
    gdb.finish()
    assert time.monotonic() - start < 1
    gdb.run("thread 1")
    assert "spin ()" in gdb.run("backtrace 1")
    gdb.run("set var spinning = 0")


def test_interrupt_stops_a_kernel_that_hangs_with_interrupts_off(disk):
    with running_machine(disk, "provoke=hang") as machine, running_gdb(KERNEL) as gdb:
        deadline = time.monotonic() + 20
        while "provoke: hang" not in machine.log.read_text() and time.monotonic() < deadline:
            time.sleep(0.02)
        gdb.attach(machine)
        gdb.go()
        assert interrupt(gdb) < 1
        assert "hang" in gdb.run("backtrace") and gdb.number("$eflags & 0x200") == 0
        assert "frames of 4 KiB" in gdb.run("monitor frames")
        assert "provoke: hang" in gdb.run("monitor log")


# ---- Faults and panics ----

def test_a_fault_stops_when_asked_and_may_be_mended(gdb, machine):
    gdb.run("monitor catch faults")
    answer = go_until_stop(gdb, machine, "x")
    assert "SIGSEGV" in answer and gdb.number("$cr2") == 8
    gdb.run("set var nowhere = &watched")
    gdb.go("signal 0")
    machine.expect("done\r\n")
    interrupt(gdb)
    gdb.run("monitor catch nothing")
    gdb.go()
    machine.send("x\n")
    machine.expect("done\r\n")
    interrupt(gdb)


def test_a_panic_stops_at_what_went_wrong(disk):
    with running_machine(disk, "gdb=wait provoke=null") as machine, running_gdb(KERNEL) as gdb:
        assert "gdb_break_here" in gdb.attach(machine)
        assert "kmain" in gdb.run("backtrace")
        assert "SIGSEGV" in gdb.run("continue")
        frames = gdb.run("backtrace")
        assert "provoke.c" in frames.splitlines()[0] and "kmain" in frames
        gdb.start("continue")
        assert machine.process.wait(20) == 255


# ---- monitor ----

def test_monitor_shows_the_machine(gdb):
    names = re.findall(r"^(\w+) ", gdb.run("monitor help"), re.M)
    assert {"help", "ps", "vmmap", "pagetable", "frames", "heap", "log", "catch"} <= set(names)
    assert re.search(r"^ +2 +1 blocked .* debuggee$", gdb.run("monitor ps"), re.M)
    assert re.search(r"r-xp .* /bin/debuggee$", gdb.run("monitor vmmap 1"), re.M)
    walk = gdb.run(f"monitor pagetable 2 {gdb.number('&watched'):#x}")
    assert re.search(r"^PT\[\d+\] = [0-9a-f]{16}: writable, user, no execute", walk, re.M), walk
    assert "init: /bin/debuggee" in gdb.run("monitor log")
    assert "is not known" in gdb.run("monitor nonsense")
    assert "Which process" in gdb.run("monitor heap 77")
    assert re.search(r"bytes: empty$|begin as the interpreter's do", gdb.run("monitor heap 1"), re.M)


def cpu_milliseconds(gdb, pid):
    return int(re.search(rf"^ +{pid} .* (\d+)  \S+$", gdb.run("monitor ps"), re.M)[1])


def test_time_at_a_stop_is_charged_to_no_process(gdb, machine):
    gdb.run("break spin")
    gdb.go()
    machine.send("k\n")
    gdb.finish()
    before, start = cpu_milliseconds(gdb, 1), time.monotonic()
    time.sleep(1)
    assert cpu_milliseconds(gdb, 1) == before
    gdb.run("delete", "set $n = 0", "while $n < 10\nstepi\nset $n = $n + 1\nend")
    assert cpu_milliseconds(gdb, 1) - before < (time.monotonic() - start) * 1000 / 2
    gdb.go()
    time.sleep(0.5)
    interrupt(gdb)
    assert cpu_milliseconds(gdb, 1) >= before + 300
    gdb.run("set var spinning = 0")


def test_monitor_shows_each_frame_with_its_owner(gdb):
    sums = dict(re.findall(r"^  . +(\d+) (\S+?)(?:;.*)?$", gdb.run("monitor frames"), re.M))
    total = sum(map(int, sums))
    runs = [line.split() for line in gdb.run("monitor frames all").splitlines()[1:] if line]
    counts, expected_next = {}, 0
    for first, last, kind, *_ in runs:
        assert int(first) == expected_next
        expected_next = int(last) + 1
        counts[kind] = counts.get(kind, 0) + expected_next - int(first)
    assert expected_next == total
    assert counts == {kind: int(count) for count, kind in sums.items() if int(count)}
    own = [line.split() for line in gdb.run("monitor frames 2").splitlines()[1:] if line]
    assert own and all(run in runs and "process 2" in " ".join(run) for run in own)


# ---- Coming and going ----

def test_attaching_and_detaching_twenty_times_under_load(machine, shared_gdb):
    machine.send("m\n" * 20)
    for _ in range(20):
        assert "Remote debugging" in shared_gdb.attach(machine)
        shared_gdb.run("break missed", "detach", "delete")
    settle(machine)


def kernel_text(gdb, path, from_file):
    """The kernel's text, from its file or from the machine."""
    gdb.run(f"set trust-readonly-sections {'on' if from_file else 'off'}",
            f"dump binary memory {path} kernel_text_start kernel_text_end",
            "set trust-readonly-sections off")
    return path.read_bytes()


def test_the_machine_is_as_it_was_after_detaching(gdb, machine, tmp_path):
    gdb.run("break answer", "break call_nanosleep", "watch watched", "hbreak missed")
    go_until_stop(gdb)
    gdb.run("detach", "delete")
    machine.send("a\n")
    machine.expect("answer 42")
    gdb.attach(machine)
    assert gdb.number("$dr7") == 0x400
    assert kernel_text(gdb, tmp_path / "now", False) == kernel_text(gdb, tmp_path / "file", True)


@pytest.mark.parametrize("last", ["kill", "quit", "a killed GDB"])
def test_the_machine_runs_on_after(machine, last):
    gdb = Gdb(KERNEL, "-ex", f"add-symbol-file {DEBUGGEE}")
    try:
        gdb.attach(machine)
        gdb.run("break twin_turn")
        go_until_stop(gdb)
        if last == "a killed GDB":
            gdb.run("delete", "break answer")
            gdb.go()  # the next stop will find nobody who listens
        else:
            gdb.start(last)
        time.sleep(0.3)
    finally:
        gdb.kill()
    machine.send("a\n")
    machine.expect("answer 42")
    settle(machine)


def test_a_second_gdb_takes_over_from_a_killed_one(machine, shared_gdb):
    gdb = Gdb(KERNEL, "-ex", f"add-symbol-file {DEBUGGEE}")
    try:
        gdb.attach(machine)
        gdb.run("break answer", "break twin_turn")
        go_until_stop(gdb)
    finally:
        gdb.kill()
    shared_gdb.attach(machine)
    shared_gdb.run("detach")
    machine.send("a\n")
    machine.expect("answer 42")
