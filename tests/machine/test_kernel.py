"""The kernel itself: it boots on every processor and memory size we promise, refuses the others in
words, maps nothing both writable and executable, and says why when it fails."""
import json
import pathlib
import re
import socket
import struct
import subprocess
import time

import pytest

from support import (BUILD, KERNEL, QEMU, QEMU_OPTIONS, QEMU_STATUS_PANIC, make_image, run_machine)

HELLO = "hello from ring 3\n"


@pytest.fixture(scope="module")
def hello_disk(tmp_path_factory):
    return make_image(tmp_path_factory.mktemp("disk") / "hello.img",
                      {"/bin/hello": BUILD / "user/native/hello"}, size="2M")


def boots(disk, **options):
    machine = run_machine(disk, "init=/bin/hello", **options)
    assert (machine.com1, machine.status) == (HELLO, 0), machine.text()
    return machine


# ---- Processors and memory ----

FEATURES = {"qemu32": "PGE", "coreduo": "NX PGE", "n270": "NX PGE", "Haswell": "NX SMEP PGE",
            "max": "NX SMEP SMAP PGE"}


@pytest.mark.parametrize("cpu", FEATURES)
def test_boots_on_processor(cpu, hello_disk):
    machine = boots(hello_disk, cpu=cpu)
    assert f"cpu: in use: PAE SSE2 {FEATURES[cpu]}\n" in machine.log


@pytest.mark.parametrize("cpu, missing", [("486", "PAE"), ("pentium", "PAE"), ("pentium2", "SSE2"),
                                          ("pentium3", "SSE2")])
def test_refuses_old_processor_in_words(cpu, missing, hello_disk):
    machine = run_machine(hello_disk, "init=/bin/hello", cpu=cpu)
    refusal = machine.com1 + machine.log
    assert "cannot run on this processor" in refusal and missing in refusal, machine.text()
    assert machine.qemu_status > 1, "a refusal is no success, and no reset"


@pytest.mark.parametrize("memory", [16, 17, 32, 64, 255, 1024, 3072, 4096])
def test_boots_with_memory(memory, hello_disk):
    machine = boots(hello_disk, memory=memory)
    found = int(re.search(r"memory: (\d+) MiB found", machine.log)[1])
    assert memory - 2 <= found <= memory


def test_says_that_it_has_too_little_memory_or_boots(hello_disk):
    machine = run_machine(hello_disk, "init=/bin/hello", memory=4)
    assert machine.com1 == HELLO or "memory" in machine.log, machine.text()


def test_log_says_in_order_what_was_found(hello_disk):
    log = boots(hello_disk).log
    order = [log.index(word) for word in ("boot:", "cpu:", "memory:", "ata0:", "ext2:", "init:")]
    assert order == sorted(order), log


# ---- Without what it needs ----

def test_without_a_disk_it_says_so():
    machine = run_machine()
    assert "no disk" in machine.log and machine.status == 125, machine.text()


def test_without_init_it_says_so(hello_disk):
    machine = run_machine(hello_disk, "init=/bin/absent")
    assert "/bin/absent" in machine.log and machine.status == 125, machine.text()


def test_a_disk_without_file_system_is_refused(tmp_path):
    disk = tmp_path / "empty.img"
    disk.write_bytes(bytes(1 << 20))
    machine = run_machine(disk, "init=/bin/hello")
    assert "ext2" in machine.log and machine.status == 125, machine.text()


# ---- Read errors of the disk ----

def test_a_read_error_names_the_sector_and_is_never_data(hello_disk):
    """Every read of the disk's second part fails: what a program needs from there gives EIO."""
    drive = (f"if=ide,index=0,format=raw,file.driver=blkdebug,file.image.driver=file,"
             f"file.image.filename={hello_disk},file.inject-error.0.event=read_aio,"
             f"file.inject-error.0.sector=2,file.inject-error.0.errno=5,"
             f"file.inject-error.0.once=off,snapshot=on")
    machine = run_machine(None, "init=/bin/hello", arguments=["-drive", drive])
    assert machine.status == 125 and not machine.panicked, machine.text()
    assert re.search(r"ata0:.*sector \d+", machine.log), machine.text()


# ---- Protection, seen from outside: the tables are walked in a dump of the memory ----

class Monitor:
    """QEMU's machine protocol."""
    def __init__(self, path):
        self.socket = socket.socket(socket.AF_UNIX)
        for _ in range(200):
            try:
                self.socket.connect(str(path))
                break
            except OSError:
                time.sleep(0.02)
        self.file = self.socket.makefile("rw")
        self.file.readline()
        self.command("qmp_capabilities")

    def command(self, name, **arguments):
        self.file.write(json.dumps({"execute": name, "arguments": arguments}) + "\n")
        self.file.flush()
        while True:
            answer = json.loads(self.file.readline())
            if "return" in answer or "error" in answer:
                return answer["return"]

    def human(self, line):
        return self.command("human-monitor-command", **{"command-line": line})


PRESENT, WRITABLE, USER, LARGE, NO_EXECUTE = 1, 2, 4, 1 << 7, 1 << 63
MEMORY = 16 << 20
FRAME = 0x000FFFFFFFFFF000


def walk(memory, cr3):
    """Yields (address, size, writable, executable, user) for each page that is mapped."""
    def entries(table, count=512):
        return enumerate(struct.unpack_from(f"<{count}Q", memory, table))
    for i, directory in entries(cr3 & ~0x1F, 4):
        if not directory & PRESENT:
            continue
        for j, entry in entries(directory & FRAME):
            if not entry & PRESENT:
                continue
            address = i << 30 | j << 21
            if entry & LARGE:
                yield (address, 1 << 21, bool(entry & WRITABLE), not entry & NO_EXECUTE,
                       bool(entry & USER))
                continue
            for k, page in entries(entry & FRAME):
                if page & PRESENT:
                    both = entry & page
                    yield (address | k << 12, 1 << 12, bool(both & WRITABLE),
                           not (entry | page) & NO_EXECUTE, bool(both & USER))


@pytest.fixture(scope="module")
def mapped_pages(tmp_path_factory):
    """The pages of a machine that was stopped while a Python program runs in ring 3."""
    directory = tmp_path_factory.mktemp("walk")
    source = directory / "spin.py"
    source.write_text("items = [1, 2, 3]\ndef f(x):\n    return x + items[0]\n"
                      "print('spinning', flush=True)\nwhile True:\n    f(1)\n")
    program = directory / "spin"
    subprocess.run([BUILD / "host/pyc", source, "-o", program], check=True)
    disk = make_image(directory / "spin.img", {
        "/bin/python": BUILD / "disk/bin/python", "/run/program": program}, size="8M")
    output = directory / "com1"
    process = subprocess.Popen(
        [QEMU, *QEMU_OPTIONS, "-cpu", "max", "-m", str(MEMORY >> 20), "-kernel", KERNEL,
         "-append", "init=/run/program", "-serial", f"file:{output}",
         "-drive", f"file={disk},format=raw,if=ide,index=0",
         "-qmp", f"unix:{directory}/qmp,server=on,wait=off"], stdin=subprocess.DEVNULL)
    try:
        deadline = time.monotonic() + 20
        while "spinning" not in (output.read_text() if output.exists() else ""):
            assert time.monotonic() < deadline, output.read_text()
            time.sleep(0.02)
        monitor = Monitor(directory / "qmp")
        monitor.command("stop")
        registers = monitor.human("info registers")
        cr3 = int(re.search(r"CR3=([0-9a-f]+)", registers)[1], 16)
        monitor.command("pmemsave", val=0, size=MEMORY, filename=f"{directory}/memory")
        memory = pathlib.Path(directory, "memory").read_bytes()
    finally:
        process.kill()
        process.wait()
    return list(walk(memory, cr3))


def test_no_page_is_writable_and_executable(mapped_pages):
    assert len(mapped_pages) > 100
    assert [hex(page[0]) for page in mapped_pages if page[2] and page[3]] == []


def test_ring_3_has_its_half_and_nothing_else(mapped_pages):
    assert [hex(page[0]) for page in mapped_pages if page[4] != (page[0] < 0xC0000000)] == []


def test_page_0_is_not_mapped(mapped_pages):
    assert 0 not in [page[0] for page in mapped_pages]


def test_programs_text_is_read_only_and_the_interpreters_executable(mapped_pages):
    flags = {address: (writable, executable)
             for address, _, writable, executable, user in mapped_pages}
    assert flags[0x08048000] == (False, False)  # bytecode is read, never jumped to
    assert (False, True) in [flags[a] for a in flags if 0x40000000 <= a < 0x50000000]


# ---- Failing well ----

@pytest.mark.parametrize("what, words", [
    ("panic", "asked for by provoke=panic"), ("null", "read at 00000000: no page"),
    ("stack-overflow", "stack has overflowed into its guard page"),
    ("wx", "write"), ("execute", "execute")])
def test_panic_says_why_with_a_symbolised_backtrace(what, words, hello_disk):
    machine = run_machine(hello_disk, f"provoke={what} init=/bin/hello")
    assert machine.panicked and machine.qemu_status == QEMU_STATUS_PANIC, machine.text()
    assert words in machine.log, machine.text()
    assert re.search(r"(kmain|overflow_stack)\+0x[0-9a-f]+", machine.log), machine.text()
    assert HELLO not in machine.com1
