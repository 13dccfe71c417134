"""The console as a terminal: lines that can be edited while they are typed, the end of the file,
and Ctrl-C, by the serial line and by the keyboard."""
import contextlib
import socket
import time

import pexpect
import pytest

from suite import SUITE
from support import BUILD, KERNEL, QEMU, QEMU_OPTIONS, make_image

NATIVE = BUILD / "user" / "native"


@pytest.fixture(scope="module")
def image(tmp_path_factory):
    directory = tmp_path_factory.mktemp("console")
    files = {SUITE: NATIVE / "suite", "/bin/console": NATIVE / "console",
             "/bin/hello": NATIVE / "hello"}
    for name in ("lines", "spin", "wait"):
        files[f"/{name}"] = f"{SUITE}\0/bin/console {name}\0/bin/hello\0"
    return make_image(directory / "disk.img", files, size="2M")


@contextlib.contextmanager
def terminal(image, what, *options):
    machine = pexpect.spawn(QEMU, [
        *QEMU_OPTIONS, "-m", "32", "-kernel", str(KERNEL), "-snapshot",
        "-append", f"init={SUITE} arguments=/{what} log=com3",
        "-drive", f"file={image},format=raw,if=ide", "-chardev", "stdio,id=com1,signal=off",
        "-serial", "chardev:com1", *options], timeout=20, encoding="utf-8")
    try:
        machine.expect("ready\r\n")
        yield machine
    finally:
        machine.close(force=True)


def end_normally(machine):
    machine.expect("hello from ring 3\r\n")
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
def test_control_c_ends_a_program_and_not_init(tmp_path):
    (tmp_path / "loop.py").write_text("print('looping')\nwhile True:\n    pass\n")
    compile_program(tmp_path / "loop.py", tmp_path / "loop")
    disk = shutil.copy(BUILD / "disk.img", tmp_path / "disk.img")
    subprocess.run(["debugfs", "-w", "-f", "-", disk], check=True, stdout=subprocess.DEVNULL,
                   stderr=subprocess.DEVNULL, input=f"cd bin\nwrite {tmp_path}/loop loop\n".encode())
    terminal = pexpect.spawn(QEMU, [*QEMU_OPTIONS, "-cpu", "max", "-kernel", str(KERNEL), "-serial",
                                    "mon:stdio", "-drive", f"file={disk},format=raw,if=ide,index=0"],
                             timeout=60, encoding="utf-8")
    try:
        terminal.expect_exact(PROMPT)
        terminal.sendline("loop")
        terminal.expect_exact("looping")
        terminal.sendcontrol("c")
        terminal.expect_exact("ended by signal 2")
        terminal.expect_exact(PROMPT)
        terminal.sendline("poweroff")
        terminal.expect_exact("power off: status 0")
    finally:
        terminal.close(force=True)
