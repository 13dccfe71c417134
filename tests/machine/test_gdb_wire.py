"""The kernel's GDB stub, as bytes on the line: what no GDB would send, what a bad line makes of
what it sends, and what the machine is like when nobody does."""
import os
import random
import re
import select
import socket
import subprocess
import sys
import threading
import time

import pytest

from gdb_support import DEBUGGEE, connect, debuggee_disk, running_gdb, running_machine
from suite import run_suite
from support import BUILD, KERNEL, QEMU, QEMU_OPTIONS, ROOT, make_image


@pytest.fixture(scope="module")
def disk(tmp_path_factory):
    return debuggee_disk(tmp_path_factory.mktemp("gdb"))


@pytest.fixture(scope="module")
def machine(disk):
    with running_machine(disk) as machine:
        machine.expect("done\r\n")
        yield machine


class Client:
    """Speaks the protocol by hand."""

    def __init__(self, machine):
        self.socket = connect(machine.port)
        self.buffer = b""

    def send(self, data):
        self.socket.sendall(data)

    def packet(self, data):
        self.send(b"$" + data + b"#%02x" % (sum(data) & 0xFF))

    def receive(self):
        """The next packet's data, acknowledged; everything before it is dropped."""
        while True:
            found = re.search(rb"\$([^#]*)#([0-9a-f]{2})", self.buffer)
            if found:
                self.buffer = self.buffer[found.end():]
                assert sum(found[1]) & 0xFF == int(found[2], 16)
                self.send(b"+")
                return self.expand(found[1])
            data = self.socket.recv(4096)
            assert data
            self.buffer += data

    @staticmethod
    def expand(data):
        """Undoes the run-length encoding."""
        return re.sub(rb"(.)\*(.)", lambda run: run[1] * (ord(run[2]) - 28), data, flags=re.S)

    def ask(self, data):
        self.packet(data)
        return self.receive()


@pytest.fixture
def client(machine):
    client = Client(machine)
    assert b"PacketSize" in client.ask(b"qSupported")
    yield client
    assert client.ask(b"D") == b"OK"
    client.socket.close()
    machine.send("?\n")
    machine.expect("what?\r\ndone\r\n")


MALFORMED = [
    b"", b"m", b"m,", b"m1", b"m1,", b"mzz,4", b"m0,ffffffff", b"mffffffff,ffffffff", b"M0,4:12",
    b"M0", b"X0,10:ab", b"X", b"p", b"pffffffff", b"P1", b"P1=", b"P1=123", b"Pff=00", b"G", b"G12",
    b"H", b"Hx1", b"Hg", b"Hg7fff", b"T", b"T7fff", b"Z", b"Z0", b"Z0,", b"Z0,c0100000", b"Z9,1,1",
    b"Z0,c0100000,1;X", b"Z0,c0108000,1;Xffff,00", b"Z0,c0108000,1;X2,zz", b"z", b"z0,1,1", b"Z2,1,0",
    b"Z2,1,ffffffff", b"vCont;", b"vCont;x", b"vCont;r1", b"vCont;c:zz", b"qXfer:features:read:x:0,1",
    b"qXfer:features:read:target.xml:", b"qXfer:features:read:target.xml:ffffffff,ffffffff",
    b"qXfer:threads:read::0", b"qRcmd,", b"qRcmd,7", b"qRcmd,zz", b"qRcmd," + b"41" * 4000,
    b"qThreadExtraInfo,", b"qThreadExtraInfo,7fff", b"qCRC:", b"\x00\xff\x80", b"y" * 16000]


@pytest.mark.parametrize("packet", MALFORMED, ids=lambda packet: repr(packet[:24])[2:-1])
def test_a_malformed_packet_is_answered_and_the_next_one_too(client, packet):
    answer = client.ask(packet)
    assert answer == b"" or answer[:1] in b"EOmlC" or re.fullmatch(rb"[0-9a-fx]+", answer), answer
    if answer.startswith(b"O") and answer != b"OK":
        client.receive()  # console output, then the answer
    assert client.ask(b"?").startswith(b"T")


def test_what_is_no_packet_is_passed_over(client):
    client.send(b"garbage#00$half a packet$+-+#$")
    client.packet(b"qAttached")
    while client.receive() != b"1":
        pass


def test_a_wrong_checksum_is_asked_for_again_and_a_reply_is_sent_again(client):
    client.send(b"$qAttached#00")
    assert client.socket.recv(1) == b"-"
    assert client.ask(b"qAttached") == b"1"
    client.send(b"-")
    assert client.receive() == b"1"


def test_without_acknowledgements_there_are_none(client):
    assert client.ask(b"QStartNoAckMode") == b"OK"
    client.packet(b"qAttached")
    answer = b""
    while len(answer) < 5:
        answer += client.socket.recv(5 - len(answer))
    assert answer == b"$1#31"


@pytest.mark.parametrize("packet", [b"vRun;68656c6c6f", b"vAttach;1", b"vCtrlC", b"vStopped", b"R0",
                                    b"QNonStop:1", b"qXfer:memory-map:read::0,100", b"bs", b"t"])
def test_what_is_not_offered_is_answered_empty(client, packet):
    assert client.ask(packet) == b""


def test_memory_is_read_as_bytes_with_escapes(client):
    """GDB 16's `x`; the kernel's read-only data has every byte that needs an escape."""
    binary = client.ask(b"xc0108000,400")
    assert binary[:1] == b"b"
    plain = re.sub(rb"\}(.)", lambda escape: bytes([escape[1][0] ^ 0x20]), binary[1:], flags=re.S)
    assert plain == bytes.fromhex(client.ask(b"mc0108000,400").decode())
    assert client.ask(b"x0,10") == b"E14" and client.ask(b"x0,0") == b"b"


def test_memory_is_searched_across_chunks_and_up_to_its_end(client):
    wanted = bytes.fromhex(client.ask(b"mc0108800,12c").decode())
    plain = re.sub(rb"([#$}*])", lambda byte: b"}" + bytes([byte[1][0] ^ 0x20]), wanted)
    assert client.ask(b"qSearch:memory:c0108000;2000;" + plain) == b"1,c0108800"
    assert client.ask(b"qSearch:memory:c0108000;92b;" + plain) == b"0"
    assert client.ask(b"qSearch:memory:bfffe000;3000;no such text").startswith(b"E")


@pytest.mark.parametrize("behind", [b"\x03", b"$?#3f"], ids=["Ctrl-C", "a packet"])
def test_what_stands_right_behind_the_command_to_go_on_stops_the_machine(client, behind):
    """Both may be taken from the line together."""
    client.send(b"$vCont;c#a8" + behind)
    assert client.receive()[:3] in (b"T02", b"T05")


def test_the_target_description_agrees_with_the_registers(client):
    text = b""
    while True:
        part = client.ask(b"qXfer:features:read:target.xml:%x,200" % len(text))
        text += part[1:]
        if part[:1] == b"l":
            break
    number, sizes = 0, {}
    for attributes in re.findall(rb"<reg ([^>]*)/>", text):
        explicit = re.search(rb'regnum="(\d+)"', attributes)
        number = int(explicit[1]) if explicit else number
        sizes[number] = int(re.search(rb'bitsize="(\d+)"', attributes)[1]) // 8
        number += 1
    assert sorted(sizes) == list(range(47))
    for number, size in sizes.items():
        assert len(client.ask(b"p%x" % number)) == 2 * size, number
    assert client.ask(b"p2f").startswith(b"E")
    assert len(client.ask(b"g")) == 2 * sum(sizes[i] for i in range(16))


class BadLineClient(Client):
    """A client at the end of a line that changes a bit in one byte of a hundred, in both
    directions; it keeps to the protocol: acknowledges, asks again, sends again."""

    def __init__(self, socket):
        self.socket = socket
        self.buffer = b""
        self.random = random.Random(7)
        self.flipped, self.until_next = 0, 100

    def damage(self, data):
        damaged = bytearray(data)
        for i in range(len(damaged)):
            self.until_next -= 1
            if self.until_next == 0:  # never two in one packet: their sum could be right
                self.until_next = self.random.randrange(90, 110)
                damaged[i] ^= 1 << self.random.randrange(7)
                self.flipped += 1
        return bytes(damaged)

    def send(self, data):
        super().send(self.damage(data))

    def receive_once(self):
        """A reply that came whole, or None: the line was silent, or it is asked for again."""
        while True:
            found = re.search(rb"\$([^#$]*)#(..)", self.buffer, re.S)
            if found:
                self.buffer = self.buffer[found.end():]
                if b"%02x" % (sum(found[1]) & 0xFF) == found[2]:
                    self.send(b"+")
                    return self.expand(found[1])
                self.send(b"-")
            try:
                self.buffer += self.damage(self.socket.recv(4096))
            except TimeoutError:
                return None

    def ask(self, data):
        for _ in range(50):
            self.buffer = b""
            self.packet(data)
            answer = self.receive_once()
            if answer is not None:
                return answer
        raise TimeoutError(data)


def test_a_line_that_flips_one_byte_in_a_hundred_is_mended_by_acknowledgements(client):
    requests = [b"m%x,20" % (0xC0108000 + 32 * i) for i in range(80)]
    expected = [client.ask(request) for request in requests]
    bad = BadLineClient(client.socket)
    client.socket.settimeout(0.2)
    assert [bad.ask(request) for request in requests] == expected
    assert bad.flipped > 10
    client.socket.settimeout(30)
    client.buffer = b""
    while client.ask(b"qAttached") != b"1":
        pass


def test_a_reply_that_is_asked_for_again_is_shorter_then_and_long_again_when_none_is(client):
    """Of memory and of documents: GDB asks for the rest. The others come again as they were."""
    def ask_again(request):
        first = client.ask(request)
        client.send(b"-")
        return first, client.receive()

    memory, shorter = ask_again(b"mc0100000,400")
    assert len(memory) == 0x800 and shorter == memory[:64]
    assert client.ask(b"mc0100000,400") == memory[:64]
    request = b"qXfer:features:read:target.xml:%x,1000"
    document = b""
    while (part := client.ask(request % len(document)))[:1] == b"m":
        assert document or 1 < len(part) <= 32
        document += part[1:]
    assert (document + part[1:]).endswith(b"</target>")
    registers, again = ask_again(b"g")
    assert len(registers) > 64 and registers == again
    for _ in range(16 * 8):
        client.ask(b"qC")
    assert client.ask(b"mc0100000,400") == memory
    part, shorter = ask_again(request % 0)
    assert shorter == b"m" + part[1:64]


class BadLine:
    """A socket for a real GDB, and behind it the machine, with a byte damaged in `each`, each
    way. What frames a packet is spared: GDB would wait for a second each time (BadLineClient has
    it). damages: on from when; a long document would never come through."""

    def __init__(self, machine, path):
        self.flipped, self.damages, self.each = 0, False, 100
        self.machine = connect(machine.port)
        self.listener = socket.socket(socket.AF_UNIX)
        self.listener.bind(str(path))
        self.listener.listen(1)
        self.thread = threading.Thread(target=self.pass_on, daemon=True)
        self.thread.start()

    def pass_on(self):
        gdb, _ = self.listener.accept()
        other = {gdb: self.machine, self.machine: gdb}
        chance = random.Random(7)
        left = {gdb: 100, self.machine: 50}  # bytes until the next one that is damaged
        while True:
            for source in select.select(list(other), [], [])[0]:
                try:
                    data = bytearray(source.recv(4096))
                except OSError:
                    data = b""
                if not data:
                    self.machine.close()
                    return
                for i, byte in enumerate(data):
                    left[source] -= self.damages
                    if left[source] <= 0 and byte not in b"+-$#":
                        left[source] = chance.randrange(9 * self.each // 10, 11 * self.each // 10)
                        data[i] = byte ^ 1 << chance.randrange(7)
                        self.flipped += 1
                other[source].sendall(data)


def test_a_real_gdb_reads_right_over_a_line_that_flips_one_byte_in_a_hundred(machine, tmp_path):
    """With acknowledgements on. What comes over it is what the kernel's file has. In short packets:
    GDB 13 gives one up that came damaged three times, as those of 100 bytes and more do here. Where
    fewer are damaged long ones come, too, for the stub shortens them."""
    line = BadLine(machine, tmp_path / "line")
    with running_gdb(KERNEL, "-ex", f"add-symbol-file {DEBUGGEE}") as gdb:
        def run(command):
            while "Invalid hex digit" in (answer := gdb.run(command)):
                pass  # GDB gives up at a checksum that is none
            return re.sub(r"Invalid run length encoding: .*\n", "", answer)  # said, and asked again

        def read(count):
            return [re.findall(r"^0x.*", run(f"x/8xw kernel_text_start + {1000 * i}"), re.M)
                    for i in range(count)]

        gdb.run("set remotetimeout 1", "set remote noack-packet off",
                "set trust-readonly-sections on")
        expected, long = read(40), run("x/800xw kernel_text_start")
        gdb.run("set trust-readonly-sections off", f"target remote {tmp_path}/line")
        line.damages = True
        assert read(40) == expected and all(expected)
        assert line.flipped > 20
        line.each = 500
        assert run("x/800xw kernel_text_start") == long and len(long.splitlines()) == 200
        assert 'Thread 1 "debuggee"' in run("info threads")
    line.thread.join(5)
    client = Client(machine)
    assert b"PacketSize" in client.ask(b"qSupported") and client.ask(b"D") == b"OK"


# ---- Nobody there ----

def null_call(directory, kernel_options):
    """(the instructions of a system call, what the kernel has logged): QEMU counts."""
    directory.mkdir()
    machine, runs = run_suite(directory, {"/bin/bench": BUILD / "user/native/bench"},
                              ["/bin/bench call"], kernel_options=kernel_options,
                              arguments=["-icount", "shift=0,sleep=off"])
    return re.search(r"bench: call (\d+)", runs[1].stdout)[1], machine.log


def test_a_system_call_takes_no_instruction_more_where_the_stub_listens(tmp_path):
    listening, log = null_call(tmp_path / "listening", "")
    assert "gdb: listening on COM2, by NMI" in log
    without, log = null_call(tmp_path / "without", "stdin=com2")  # COM2 is taken: no stub
    assert "gdb:" not in log
    assert listening == without



def boot(tmp_path, *serial):
    disk = make_image(tmp_path / "hello.img", {"/bin/hello": BUILD / "user/native/hello"}, size="2M")
    subprocess.run([QEMU, *QEMU_OPTIONS, "-cpu", "max", "-m", "32", "-kernel", str(KERNEL),
                    "-append", "init=/bin/hello", "-drive", f"file={disk},format=raw,if=ide",
                    "-serial", f"file:{tmp_path}/com1", *serial],
                   stdin=subprocess.DEVNULL, timeout=60, check=False)
    return (tmp_path / "com1").read_text()


def test_without_com2_nothing_is_different(tmp_path):
    output = boot(tmp_path)
    assert "hello from ring 3" in output and "gdb:" not in output and "status 0" in output


def test_a_port_that_the_console_or_the_log_uses_is_not_taken(tmp_path):
    disk = make_image(tmp_path / "hello.img", {"/bin/hello": BUILD / "user/native/hello"}, size="2M")
    subprocess.run([QEMU, *QEMU_OPTIONS, "-cpu", "max", "-m", "32", "-kernel", str(KERNEL),
                    "-append", "init=/bin/hello log=com2", "-drive",
                    f"file={disk},format=raw,if=ide", "-serial", "null",
                    "-serial", f"file:{tmp_path}/com2"],
                   stdin=subprocess.DEVNULL, timeout=60, check=False)
    log = (tmp_path / "com2").read_text()
    assert "power off: status 0" in log and "gdb:" not in log


# ---- make debug ----

def test_make_debugs_gdb_may_be_killed_and_the_machine_runs_on(machine, tmp_path):
    """attach.sh stands between: what the killed GDB cannot say, it says."""
    for name in ("kernel.elf", "user"):
        (tmp_path / name).symlink_to(BUILD / name)
    (tmp_path / "gdb.socket").symlink_to(machine.port)
    done = subprocess.run(
        ["sh", "kernel/debug/gdb/attach.sh", "-batch", "-ex", f"target remote {machine.port}",
         "-ex", "info threads", "-ex", "shell kill -9 $PPID"],
        env={**os.environ, "BUILD": str(tmp_path)}, cwd=ROOT,
        stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, timeout=60)
    assert b'"debuggee"' in done.stdout and done.returncode == 137, done.stdout
    machine.send("a\n")
    machine.expect("answer 42")


# ---- What make gdb starts beside the machine ----

@pytest.fixture
def watched_machine(disk, tmp_path):
    monitor = tmp_path / "monitor"
    with running_machine(disk, "init=/bin/debuggee", "-qmp",
                         f"unix:{monitor},server=on,wait=off") as machine:
        watcher = subprocess.Popen([sys.executable, ROOT / "kernel/debug/gdb/watch.py", monitor,
                                    machine.port])
        machine.expect("done\r\n")
        yield machine
        machine.process.kill()
        assert watcher.wait(10) == 0  # it ends with the machine


def check_that_it_runs_on(machine):
    machine.send("a\n")
    machine.expect("answer 42", 5)
    machine.expect("done\r\n")


@pytest.mark.parametrize("state", ["at its prompt", "while the machine runs"])
def test_the_machine_runs_on_when_any_gdb_is_killed(watched_machine, state):
    for _ in range(3):
        with running_gdb(KERNEL, "-ex", f"add-symbol-file {DEBUGGEE}") as gdb:  # and killed
            gdb.attach(watched_machine)
            gdb.run("break answer", "watch scheduler_attention if 0 == 1", "break twin_turn")
            gdb.go()
            assert "hit Breakpoint" in gdb.finish()
            if state != "at its prompt":
                gdb.run("delete 3")
                gdb.go()
            time.sleep(0.3)
        time.sleep(0.5)
        check_that_it_runs_on(watched_machine)
    client = Client(watched_machine)
    assert b"PacketSize" in client.ask(b"qSupported")
    assert client.ask(b"p2e") == b"00040000"  # dr7: nothing is watched
    client.ask(b"D")


def test_a_gdb_that_detaches_is_left_in_peace_by_the_watcher(watched_machine):
    with running_gdb(KERNEL, "-ex", f"add-symbol-file {DEBUGGEE}") as gdb:
        for _ in range(3):
            gdb.attach(watched_machine)
            gdb.run("break twin_turn")
            gdb.go()
            assert "hit Breakpoint" in gdb.finish()
            gdb.run("delete", "detach")
            time.sleep(0.25)
    check_that_it_runs_on(watched_machine)
