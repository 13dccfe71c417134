"""The console as a terminal: lines that can be edited while they are typed, the end of the file,
and Ctrl-C, by the serial line and by the keyboard."""
import contextlib
import pathlib
import socket
import subprocess
import tempfile
import time

import pexpect.fdpexpect
import pytest

from suite import SUITE
from support import BUILD, KERNEL, QEMU, QEMU_OPTIONS, make_image

NATIVE = BUILD / "user" / "native"


@pytest.fixture(scope="module")
def image(tmp_path_factory):
    directory = tmp_path_factory.mktemp("console")
    files = {SUITE: NATIVE / "suite", "/bin/console": NATIVE / "console",
             "/bin/hello": NATIVE / "hello"}
    for name in ("lines", "spin", "wait", "screen"):
        files[f"/{name}"] = f"{SUITE}\0/bin/console {name}\0/bin/hello\0"
    return make_image(directory / "disk.img", files, size="2M")


def connect(path):
    """QEMU makes the socket when it starts."""
    for _ in range(100):
        with contextlib.suppress(OSError):
            connection = socket.socket(socket.AF_UNIX)
            connection.connect(str(path))
            return connection
        time.sleep(0.05)
    raise TimeoutError(path)


@contextlib.contextmanager
def terminal(image, what, *options):
    """A machine whose COM1 is at our end, from the moment on when the program waits for input."""
    with tempfile.TemporaryDirectory() as directory:
        port = pathlib.Path(directory, "com1")
        machine = subprocess.Popen([
            QEMU, *QEMU_OPTIONS, "-m", "32", "-kernel", str(KERNEL), "-snapshot",
            "-append", f"init={SUITE} arguments=/{what} log=com3",
            "-drive", f"file={image},format=raw,if=ide", "-serial", f"unix:{port},server=on",
            *options], stdin=subprocess.DEVNULL)
        try:
            with connect(port) as connection:
                com1 = pexpect.fdpexpect.fdspawn(connection, timeout=10, encoding="utf-8")
                com1.expect_exact("ready\r\n")
                yield com1
        finally:
            machine.kill()
            machine.wait()


def end_normally(machine):
    machine.expect_exact("hello from ring 3\r\n")
    machine.expect(pexpect.EOF)


def test_lines_are_edited_before_they_are_read(image):
    with terminal(image, "lines") as machine:
        machine.send("abc\r")
        machine.expect_exact("abc\r\ngot 4 <abc$>\r\n")
        machine.send("ax\x7fbä\x08c\r")  # backspace takes a whole character
        machine.expect_exact("got 4 <abc$>\r\n")
        machine.send("rubbish\x15good\r")  # Ctrl-U takes the line
        machine.expect_exact("got 5 <good$>\r\n")
        machine.send("\x7f\x15\r")  # nothing to take
        machine.expect_exact("got 1 <$>\r\n")
        machine.send("one\rtwo\r")
        machine.expect_exact("got 4 <one$>\r\ngot 4 <two$>\r\n")
        machine.send("\x01\r")
        machine.expect_exact("^A\r\ngot 2 <\x01$>")
        machine.send("part\x04")  # Ctrl-D gives what there is
        machine.expect_exact("got 4 <part>\r\n")
        machine.send("z" * 100 + "\r")  # more than one read takes
        machine.expect_exact("got 63 <" + "z" * 63 + ">\r\ngot 38 <" + "z" * 37 + "$>\r\n")
        machine.send("\x04")
        machine.expect_exact("end of file\r\n")
        end_normally(machine)


def test_typing_ahead_is_not_lost(image):
    with terminal(image, "lines") as machine:
        for number in range(200):
            machine.send(f"line {number}\r")
        for number in range(200):
            machine.expect_exact(f"<line {number}$>\r\n")
        machine.send("\x04")
        end_normally(machine)


@pytest.mark.parametrize("what", ["spin", "wait"])
def test_control_c_ends_the_program_and_not_init(image, what):
    with terminal(image, what) as machine:
        time.sleep(0.2)
        machine.send("\x03")
        machine.expect_exact("^C\r\n")
        machine.expect("suite: end 1 status 130 ")
        end_normally(machine)


def test_the_keyboard_types_too(image, tmp_path):
    monitor = tmp_path / "monitor"
    with terminal(image, "lines", "-monitor", f"unix:{monitor},server=on,wait=off") as machine:
        with connect(monitor) as keys:
            for key in ("h", "shift-i", "1", "backspace", "minus", "ret",
                        "caps_lock", "a", "shift-b", "caps_lock", "up", "left", "delete", "home",
                        "shift-comma", "ret", "ctrl-d"):
                keys.send(f"sendkey {key} 20\n".encode())
                time.sleep(0.1)
            machine.expect_exact("got 4 <hI-$>\r\n")
            machine.expect_exact("got 17 <Ab\x1b[A\x1b[D\x1b[3~\x1b[H<$>\r\n")
            machine.expect_exact("end of file\r\n")
        end_normally(machine)


def test_the_screen_knows_the_escape_sequences_and_utf_8(image, tmp_path):
    """What the card shows: its memory, a character and a colour for each place."""
    monitor, memory = tmp_path / "monitor", tmp_path / "memory"
    with terminal(image, "screen", "-vga", "std", "-monitor",
                  f"unix:{monitor},server=on,wait=off") as machine:
        with connect(monitor) as commands:
            commands.send(f'pmemsave 0xb8000 4000 "{memory}"\n'.encode())
            deadline = time.monotonic() + 20
            while not memory.exists() or memory.stat().st_size < 4000:
                assert time.monotonic() < deadline
                time.sleep(0.05)
            time.sleep(0.1)
        cells = memory.read_bytes()[::2].decode("cp437")
        rows = [cells[80 * row:80 * row + 80].rstrip() for row in range(25)]
        assert rows[:4] == ["axc", "grün ─█ ?!", "12!", "red"]
        assert rows[4] == "            up"[:12 - 1] + " up"
        assert rows[5][:4] == "left" and rows[5][4] == "x"
        assert rows[6] == "         at"
        assert rows[8] == "     line" and rows[9] == "  ready"
        machine.send("\x03")
        end_normally(machine)
