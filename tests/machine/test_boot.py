"""The ways to boot: GRUB's ISO by BIOS and by UEFI, Bochs, and v86 under Node. All end in the same
Python program with the same output: CPython's."""
import json
import pathlib
import re
import shutil
import subprocess

import pexpect
import pytest

from suite import PYTHON
from support import (BUILD, KERNEL, ROOT, compile_program, make_image, oracle, run_qemu)

ISO = BUILD / "terrarium.iso"
PROGRAM = ROOT / "tests/corpus/program/matrix.py"
V86_PACKAGE = "v86@0.5.462"


def first_file(*paths):
    found = [path for path in map(pathlib.Path, paths) if path.exists()]
    assert found, f"none of these is here: {paths}"
    return found[0]


@pytest.fixture(scope="module")
def init_disk(tmp_path_factory):
    """Through GRUB there is no command line: /bin/init runs, on the console, which has the log."""
    directory = tmp_path_factory.mktemp("disk")
    return make_image(directory / "init.img", {
        **PYTHON, "/bin/init": compile_program(PROGRAM, directory / "init")}, size="4M")


def from_iso(disk):
    return ["-boot", "d", "-cdrom", ISO,
            "-drive", f"file={disk},format=raw,if=ide,index=0,snapshot=on"]


def assert_ran(console, text):
    assert oracle(PROGRAM).stdout in console.replace("\r", ""), text
    assert re.search(r"power off: status 0\s*$", console), text
    assert "boot: multiboot2 by GRUB" in console, text


def test_iso_is_small():
    assert ISO.stat().st_size < 8 << 20


def test_bios(init_disk):
    status, messages, ports = run_qemu([*from_iso(init_disk), "-m", "64", "-cpu", "max"], 30)
    assert_ran(ports["com1"], messages + ports["com1"])


def test_bios_with_a_screen(init_disk):
    """With a VGA card the console is on the screen too."""
    status, messages, ports = run_qemu(
        [*from_iso(init_disk), "-m", "64", "-cpu", "qemu32", "-vga", "std"], 30)
    assert_ran(ports["com1"], messages + ports["com1"])


def test_uefi(init_disk, tmp_path):
    folder = first_file("/usr/share/OVMF", "/usr/share/edk2/ovmf", "/usr/share/edk2/x64")
    code = first_file(folder / "OVMF_CODE_4M.fd", folder / "OVMF_CODE.fd",
                      folder / "OVMF_CODE.4m.fd")
    variables = tmp_path / "variables.fd"
    shutil.copy(folder / code.name.replace("CODE", "VARS"), variables)
    status, messages, ports = run_qemu(
        [*from_iso(init_disk), "-m", "256", "-cpu", "max",
         "-drive", f"if=pflash,format=raw,readonly=on,file={code}",
         "-drive", f"if=pflash,format=raw,file={variables}"], 90, program="qemu-system-x86_64")
    assert_ran(ports["com1"], messages + ports["com1"])
    assert "no text screen" in ports["com1"]


def test_bochs(init_disk, tmp_path):
    """Bochs is a second opinion about the processor: it enforces NX, SMEP and SMAP."""
    disk = shutil.copy(init_disk, tmp_path / "disk.img")
    (tmp_path / "commands").write_text("continue\n")  # Debian's Bochs starts in its debugger
    (tmp_path / "bochsrc").write_text(f"""\
config_interface: textconfig
display_library: term
romimage: file={first_file("/usr/share/bochs/BIOS-bochs-latest")}
vgaromimage: file={first_file("/usr/share/bochs/VGABIOS-lgpl-latest")}
cpu: model=corei7_skylake_x, count=1, ips=200000000, reset_on_triple_fault=0
memory: guest=64, host=64
ata0: enabled=1, ioaddr1=0x1f0, ioaddr2=0x3f0, irq=14
ata0-master: type=disk, path={disk}, mode=flat
ata1: enabled=1, ioaddr1=0x170, ioaddr2=0x370, irq=15
ata1-master: type=cdrom, path={ISO}, status=inserted
boot: cdrom
com1: enabled=1, mode=file, dev={tmp_path}/com1
clock: sync=none
speaker: enabled=0
sound: driver=dummy
log: {tmp_path}/bochs.log
panic: action=fatal
error: action=report
""")
    bochs = pexpect.spawn("bochs", ["-q", "-f", f"{tmp_path}/bochsrc", "-rc",
                                    f"{tmp_path}/commands"], timeout=90, cwd=tmp_path)
    try:
        bochs.expect(pexpect.EOF)
    finally:
        bochs.close(force=True)
    console = (tmp_path / "com1").read_text(errors="replace")
    assert_ran(console, console + (tmp_path / "bochs.log").read_text(errors="replace")[-2000:])
    assert "NX SMEP SMAP PGE" in console


@pytest.fixture(scope="session")
def v86():
    """The npm package, fetched once into the build folder."""
    folder = BUILD / "v86"
    package = folder / "node_modules" / "v86"
    if not (package / "build" / "v86.wasm").exists():
        folder.mkdir(parents=True, exist_ok=True)
        done = subprocess.run(["npm", "install", "--no-save", "--no-audit", "--no-fund", "--prefix",
                               str(folder), V86_PACKAGE], stdout=subprocess.PIPE,
                              stderr=subprocess.STDOUT, timeout=300)
        assert done.returncode == 0, done.stdout.decode()
    return package


def boot_v86(package, disk, options):
    done = subprocess.run(
        ["node", str(ROOT / "tests/machine/v86_boot.mjs"), str(package),
         str(first_file("/usr/share/seabios/bios.bin", "/usr/share/qemu/bios.bin")), str(KERNEL),
         str(disk), f"stdout=com1 stderr=com4 log=com3 {options}", "40"],
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT, stdin=subprocess.DEVNULL, timeout=90)
    return json.loads(done.stdout[done.stdout.index(b'{"reason"'):])


def test_v86(v86, init_disk):
    ports = boot_v86(v86, init_disk, "")
    assert (ports["com1"], ports["com4"]) == (oracle(PROGRAM).stdout, ""), ports
    assert "power off: status 0" in ports["com3"], ports["com3"]
