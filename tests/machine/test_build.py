"""The build: nothing is made twice, the same sources give the same image, and the Makefile explains
itself."""
import os
import subprocess

from support import BUILD, ROOT


def make(*arguments):
    done = subprocess.run(["make", f"BUILD={os.path.relpath(BUILD, ROOT)}", *arguments], cwd=ROOT,
                          stdout=subprocess.PIPE, stderr=subprocess.PIPE, timeout=300)
    assert done.returncode == 0, done.stderr.decode()
    return done.stdout.decode()


def test_second_make_rebuilds_nothing():
    make("all", "host32")
    files = [BUILD / "kernel.elf", BUILD / "disk.img", BUILD / "run.img", BUILD / "host/python"]
    times = [file.stat().st_mtime_ns for file in files]
    assert "gcc" not in make("-n", "all", "host32")
    make("all")
    assert [file.stat().st_mtime_ns for file in files] == times


def test_a_changed_header_rebuilds_what_includes_it():
    make("all")
    commands = make("-n", "-W", "kernel/abi.h", "kernel", "V=1")
    assert "kernel/proc/system_call.c" in commands and "boot/multiboot.asm -o" not in commands


def test_disk_image_is_reproducible(tmp_path):
    image = BUILD / "disk.img"
    make("images")
    first, file = image.read_bytes(), image.stat().st_ino
    make("-W", "user/init.py", "images")
    assert image.stat().st_ino != file and image.read_bytes() == first


def test_disk_image_is_clean():
    done = subprocess.run(["e2fsck", "-fn", BUILD / "disk.img"], stdout=subprocess.PIPE,
                          stderr=subprocess.STDOUT)
    assert done.returncode == 0, done.stdout.decode()


def test_help_lists_the_targets():
    text = make("help")
    for target in ("run", "test", "bench", "host", "host32", "clean", "help"):
        assert f"make {target}" in text
