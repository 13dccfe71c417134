"""Files that are written on the machine: module os answers as CPython's does, what was written is
there after the next boot, and e2fsck and debugfs on the host agree; a disk that cannot be written
is an error for the program that wrote."""
import json
import os
import pathlib
import re
import shutil
import subprocess

import pytest

from support import BUILD, CPYTHON, ROOT, compile_program, make_image, run_command, run_machine
from test_disk import run_without_pci

HERE = pathlib.Path(__file__).parent
RAW_DRIVE = "format=raw,if=ide,index=0,cache=unsafe"


def image_of(directory, size="8M", **programs):
    """A disk with an interpreter and these programs: /NAME for each NAME=source."""
    files = {"/bin/python": BUILD / "disk/bin/python"}
    for name, source in programs.items():
        text = directory / f"{name}.py"
        text.write_text(source)
        files[f"/{name}"] = compile_program(text, directory / name, name=f"/{name}.py")
    return make_image(directory / "disk.img", files, size=size)


def run_on(image, name, **options):
    """Boots with /NAME as the first program; what it writes stays in the image."""
    return run_machine(options=f"init=/{name}", arguments=[
        "-drive", f"file={image},{RAW_DRIVE}"], **options)


def assert_sound(image):
    done = subprocess.run(["e2fsck", "-fn", image], stdout=subprocess.PIPE,
                          stderr=subprocess.STDOUT, text=True)
    assert done.returncode == 0, done.stdout


def debugfs(image, command):
    return subprocess.run(["debugfs", "-R", command, image], check=True, stdout=subprocess.PIPE,
                          stderr=subprocess.DEVNULL).stdout


@pytest.mark.skipif(not CPYTHON, reason="needs CPython 3.11")
@pytest.mark.parametrize("program", ["file_changes.py", "path_calls.py"])
@pytest.mark.parametrize("kind", ["host", "san", "host32", "machine"])
def test_module_os_changes_files_as_cpython_does(tmp_path, kind, program):
    outcomes = []
    for python in (CPYTHON, None if kind == "machine" else BUILD / kind / "python"):
        here = tmp_path / f"{len(outcomes)}"
        here.mkdir()
        if python:
            command = ["sh", "-c", 'cd "$0" && exec "$@"', here, python, HERE / program]
        else:
            command = [ROOT / "user/run", HERE / program]
        outcomes.append(run_command(command))
    assert outcomes[1] == outcomes[0]


WRITE = """
import os
os.mkdir("/home")
os.chdir("/home")
big = bytes(range(256)) * 4096
fd = os.open("big", os.O_WRONLY | os.O_CREAT)
for _ in range(3):
    written = 0
    while written < len(big):
        written += os.write(fd, big[written:])
os.close(fd)
for n in range(100):
    fd = os.open(f"file-{n}", os.O_WRONLY | os.O_CREAT)
    os.write(fd, b"number %d" % n)
    os.close(fd)
for n in range(0, 100, 3):
    os.unlink(f"file-{n}")
os.rename("file-1", "renamed")
fd = os.open("unlinked", os.O_RDWR | os.O_CREAT)
os.write(fd, big)
os.unlink("unlinked")
print("done")
"""
READ = """
import os
os.chdir("/home")
print(len(os.listdir(".")), os.stat("big").st_size)
fd = os.open("renamed", os.O_RDONLY)
print(os.read(fd, 100))
"""


def test_what_was_written_is_there_after_the_next_boot(tmp_path):
    image = image_of(tmp_path, write=WRITE, read=READ)
    first = run_on(image, "write")
    assert (first.com1, first.status) == ("done\n", 0), first.text()
    assert_sound(image)
    assert "clean" in debugfs(image, "stats").decode().split("Filesystem state:")[1][:20]
    assert debugfs(image, "cat /home/big") == bytes(range(256)) * 4096 * 3
    assert debugfs(image, "cat /home/file-50") == b"number 50"
    second = run_on(image, "read")
    assert second.com1 == f"67 {3 << 20}\nb'number 1'\n", second.text()
    assert "not unmounted properly" not in second.log


def test_files_are_written_by_pio_without_pci(tmp_path):
    image = image_of(tmp_path, write=WRITE)
    machine = run_without_pci(tmp_path, ["-drive", f"file={image},{RAW_DRIVE}"],
                              options="init=/write")
    assert machine.com1 == "done\n" and "MiB, PIO" in machine.log, machine.text()
    assert_sound(image)
    assert debugfs(image, "cat /home/big") == bytes(range(256)) * 4096 * 3


def test_what_is_written_with_o_sync_is_safe_at_once(tmp_path):
    image = image_of(tmp_path, write="""
import os
fd = os.open("/safe", os.O_WRONLY | os.O_CREAT | os.O_SYNC)
os.write(fd, b"safe" * 3000)
os.write(1, b"done")
while True: pass
""")
    run = run_on(image, "write", timeout=4)
    assert (run.com1, run.status) == ("done", None), run.text()
    assert_sound(image)
    assert debugfs(image, "cat /safe") == b"safe" * 3000


def test_after_sync_e2fsck_finds_nothing(tmp_path):
    """The machine is stopped some time after sync, as by a power cut."""
    image = image_of(tmp_path, write=WRITE.replace('print("done")', """
os.close(fd)
os.sync()
os.write(1, b"done")
while True: pass
"""))
    run = run_on(image, "write", timeout=6)
    assert (run.com1, run.status) == ("done", None), run.text()
    assert_sound(image)
    assert "not clean" in debugfs(image, "stats").decode()


FULL = """
import os
fd = os.open("/full", os.O_WRONLY | os.O_CREAT)
size = 0
try:
    while True:
        size += os.write(fd, bytes(10000))
except OSError as error:
    print(error)
print(size > 100000, os.fstat(fd).st_size == size, os.statvfs("/").f_bfree)
os.close(fd)
os.unlink("/full")
print(os.statvfs("/").f_bfree * 1024 >= size)
"""


def test_a_full_disk_is_an_error_that_names_itself(tmp_path):
    image = image_of(tmp_path, size="4M", fill=FULL)
    run = run_on(image, "fill")
    assert run.com1 == "[Errno 28] No space left on device\nTrue True 0\nTrue\n", run.text()
    assert_sound(image)


def test_hostile_calls_leave_a_sound_disk(tmp_path):
    image = make_image(tmp_path / "disk.img", {
        "/bin/random_calls": BUILD / "user/native/random_calls",
        "/arguments": "random_calls\0" + "20000\0" + "7\0"}, size="2M")
    run = run_machine(options="init=/bin/random_calls arguments=/arguments", timeout=60,
                      arguments=["-drive", f"file={image},{RAW_DRIVE}"])
    assert run.status == 0, run.text()
    assert_sound(image)


# ---- A disk that cannot be written ---------------------------------------------------------------

FAILING = """
import os
def attempt(what, *args):
    try:
        what(*args)
        print(what.__name__, "good")
    except OSError as error:
        print(what.__name__, error.errno)
fd = os.open("/file", os.O_RDWR)
print(os.write(fd, b"x" * 20000))
attempt(os.fsync, fd)
attempt(os.sync)
attempt(os.close, fd)
fd = os.open("/other", os.O_WRONLY | os.O_CREAT)
os.write(fd, b"other")
attempt(os.fsync, fd)
attempt(os.close, fd)
fd = os.open("/file", os.O_RDONLY)
print(os.read(fd, 20000) == b"x" * 20000)
"""


def bad_sector_drive(image, sector):
    """Writes that touch the sector fail, as machine after machine was seen to report them."""
    disk = {"driver": "blkdebug", "node-name": "disk", "image": {"driver": "file",
                                                                "filename": str(image)},
            "inject-error": [{"event": "none", "iotype": "write", "sector": sector, "errno": 5,
                              "once": False, "immediately": False}]}
    return ["-blockdev", json.dumps(disk), "-device",
            "ide-hd,drive=disk,bus=ide.0,rerror=report,werror=report"]


def test_a_sector_that_cannot_be_written_is_an_error_and_no_more(tmp_path):
    text = tmp_path / "failing.py"
    text.write_text(FAILING)
    image = make_image(tmp_path / "disk.img", {
        "/bin/python": BUILD / "disk/bin/python", "/file": b"-" * 20000,
        "/failing": compile_program(text, tmp_path / "failing", name="/failing.py")}, size="8M")
    sector = int(debugfs(image, "bmap /file 9")) * 2 + 1
    run = run_machine(options="init=/failing", arguments=bad_sector_drive(image, sector))
    assert run.com1 == ("20000\nfsync 5\nsync 5\nclose 5\n"
                        "fsync good\nclose good\nTrue\n"), run.text()
    assert set(re.findall(r"write error at sector (\d+)", run.log)) == {str(sector)}
    assert "/file: page 2 could not be written" in run.log
    assert "1 pages of files could not be written" in run.log  # when it was switched off
    assert debugfs(image, "cat /other") == b"other"
    expected = b"x" * 9 * 1024 + b"-" * 1024 + b"x" * (20000 - 10 * 1024)
    found = debugfs(image, "cat /file")
    assert found[:9 * 1024] == expected[:9 * 1024] and found[12288:] == expected[12288:]


# ---- The disk of make run ------------------------------------------------------------------------

def update_disk(system, disk):
    done = subprocess.run([ROOT / "user/update-disk", system, disk, "4M"], stdout=subprocess.PIPE,
                          stderr=subprocess.STDOUT, text=True, env={
                              **os.environ, "MKE2FS_OPTIONS": "-q -F -t ext2 -b 1024"})
    assert done.returncode == 0, done.stdout


def test_the_disk_of_make_run_keeps_files_when_programs_change(tmp_path):
    system, disk = tmp_path / "system", tmp_path / "disk.img"
    (system / "bin").mkdir(parents=True)
    (system / "bin/program").write_text("one")
    (system / "bin/left out later").write_text("gone")
    update_disk(system, disk)
    (tmp_path / "mine").write_text("my file")
    subprocess.run(["debugfs", "-w", "-R", f"write {tmp_path}/mine mine", disk], check=True,
                   stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    before = disk.read_bytes()
    update_disk(system, disk)
    assert disk.read_bytes() == before  # nothing to do
    (system / "bin/program").write_text("two")
    (system / "bin/left out later").unlink()
    update_disk(system, disk)
    assert debugfs(disk, "cat /mine") == b"my file"
    assert debugfs(disk, "cat /bin/program") == b"two"
    assert b"left out" not in debugfs(disk, "ls /bin")
    assert_sound(disk)


def test_the_disk_of_make_run_is_repaired_when_the_power_was_cut(tmp_path):
    system, disk = tmp_path / "system", tmp_path / "disk.img"
    system.mkdir()
    (system / "file").write_text("text")
    update_disk(system, disk)
    subprocess.run(["debugfs", "-w", "-f", "-", disk], check=True, stdout=subprocess.DEVNULL,
                   stderr=subprocess.DEVNULL, input=b"ssv state 0\nssv free_blocks_count 1\n")
    update_disk(system, disk)
    assert_sound(disk)
    shutil.rmtree(system)
