"""The disk: every place and way of being connected reads the same bytes; a sector that cannot be
read is an error for who wanted it and for nobody else."""
import random
import re
import subprocess
import time
import zlib

import pytest

from suite import run_suite
from support import BUILD, KERNEL, QEMU, QEMU_OPTIONS, Run, make_image, run_machine

READ_DISK = BUILD / "user/native/read_disk"
EIO = 5


def random_bytes(size, seed):
    return random.Random(seed).randbytes(size)


def reads(name, data):
    return f"{name}: {len(data)} bytes {zlib.adler32(data):x}\n"


LARGE = random_bytes(9_000_001, 1)  # double-indirect in blocks of 1 KiB and of 4 KiB
SMALL = random_bytes(5_000, 2)
FILES = {"/bin/read_disk": READ_DISK, "/large": LARGE, "/small": SMALL,
         "/arguments": "/bin/read_disk\0-s\0/large\0/small\0/large\0"}
EXPECTED = reads("/large", LARGE) + reads("/small", SMALL) + reads("/large", LARGE)
OPTIONS = "init=/bin/read_disk arguments=/arguments"


@pytest.fixture(scope="module")
def image(tmp_path_factory):
    return make_image(tmp_path_factory.mktemp("disk") / "disk.img", FILES, size="12M")


def drive(image, *more):
    return ["-drive", ",".join([f"file={image},format=raw,if=ide,snapshot=on", *more])]


def run_without_pci(directory, arguments, timeout=60, options=OPTIONS):
    """A PC with an ISA bus alone. It cannot be switched off: it is stopped when the kernel has said
    that it would."""
    ports = {port: directory / port for port in ("com1", "com2", "com3", "com4")}
    serial = [word for file in ports.values() for word in ("-serial", f"file:{file}")]
    process = subprocess.Popen(
        [QEMU, *QEMU_OPTIONS, "-M", "isapc", "-cpu", "max", "-m", "128", "-kernel", KERNEL,
         "-append", f"stdout=com1 stderr=com4 log=com3 {options}", *serial, *arguments],
        stdin=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    deadline = time.monotonic() + timeout
    try:
        while process.poll() is None and time.monotonic() < deadline:
            time.sleep(0.05)
            if ports["com3"].exists() and b"power off: status" in ports["com3"].read_bytes():
                time.sleep(0.1)  # the rest of that line
                break
    finally:
        process.kill()
        process.wait()
    text = {port: file.read_bytes().decode() for port, file in ports.items()}
    return Run(text["com1"], text["com4"], text["com3"], process.returncode, "")


def assert_reads(machine, *words):
    assert (machine.com1, machine.status) == (EXPECTED, 0), machine.text()
    for word in words:
        assert word in machine.log, machine.log


@pytest.mark.parametrize("block_size", [1024, 2048, 4096])
def test_files_read_as_written_by_dma(tmp_path, block_size):
    image = make_image(tmp_path / "disk.img", FILES, size="12M", block_size=block_size)
    assert_reads(run_machine(image, OPTIONS), "ata0: QEMU HARDDISK, 12 MiB, DMA",
                 f"blocks of {block_size} bytes")


def test_files_read_as_written_with_little_memory(image):
    """The file is larger than what the page cache can hold."""
    assert_reads(run_machine(image, OPTIONS, memory=16))


def test_files_read_as_written_by_pio_without_pci(image, tmp_path):
    machine = run_without_pci(tmp_path, drive(image))
    assert_reads(machine, "ata0: QEMU HARDDISK, 12 MiB, PIO")


@pytest.mark.parametrize("place", [1, 2, 3])
def test_the_disk_is_found_in_each_place(image, place):
    machine = run_machine(None, OPTIONS, arguments=drive(image, f"index={place}"))
    assert_reads(machine, f"ata{place}: QEMU HARDDISK, 12 MiB, DMA", f"mounted ata{place}")


def test_a_disk_beside_a_cd(image, tmp_path):
    cd = tmp_path / "cd.iso"
    cd.write_bytes(bytes(2048 * 100))
    machine = run_machine(None, OPTIONS, arguments=[
        "-drive", f"file={cd},format=raw,if=ide,index=0,media=cdrom", *drive(image, "index=1")])
    assert_reads(machine, "ata1: QEMU HARDDISK")


def test_a_disk_that_needs_48_bit_addresses(image, tmp_path):
    large = tmp_path / "large.img"
    subprocess.run(["cp", "--sparse=always", image, large], check=True)
    with large.open("r+b") as file:
        file.truncate(200 << 30)
    assert_reads(run_machine(large, OPTIONS), "204800 MiB")


def test_a_machine_without_a_disk_says_so():
    machine = run_machine(None)
    assert machine.status == 125 and "ata: no disk found" in machine.log, machine.text()


# ---- Errors -------------------------------------------------------------------------------------

def bad_sector_drive(image, sector):
    return ["-drive", ",".join([
        "if=ide,index=0,format=raw", "file.driver=blkdebug", "file.image.driver=file",
        f"file.image.filename={image}", "file.inject-error.0.event=read_aio",
        f"file.inject-error.0.sector={sector}", "file.inject-error.0.errno=5",
        "file.inject-error.0.once=off", "snapshot=on"])]


def first_block(image, path, index):
    listing = subprocess.run(["debugfs", "-R", f"bmap {path} {index}", str(image)], check=True,
                             stdout=subprocess.PIPE, stderr=subprocess.DEVNULL).stdout
    return int(listing)


@pytest.mark.parametrize("block, page", [(0, 0), (7, 1), (4001, 1000)])
@pytest.mark.parametrize("pci", [True, False], ids=["dma", "pio"])
def test_a_bad_sector_is_an_error_and_no_more(image, tmp_path, pci, block, page):
    sector = first_block(image, "/large", block) * 2 + 1
    arguments = bad_sector_drive(image, sector)
    machine = (run_machine(None, OPTIONS, arguments=arguments) if pci else
               run_without_pci(tmp_path, arguments))
    error = f"/large: error {EIO} after {page * 4096} bytes\n"
    assert machine.com1 == error + reads("/small", SMALL) + error, machine.text()
    assert machine.status == 2, machine.text()
    assert re.search(rf"ata0: read error at sector {sector}: status 0x[0-9a-f]+ error 0x04\r?\n",
                     machine.log), machine.log
    assert set(re.findall(r"read error at sector (\d+)", machine.log)) == {str(sector)}


@pytest.mark.parametrize("sector", [2, 3, 4])
def test_a_file_system_that_cannot_be_read_is_not_mounted(image, sector):
    machine = run_machine(None, OPTIONS, arguments=bad_sector_drive(image, sector))
    assert machine.status == 125, machine.text()
    assert f"read error at sector {sector}" in machine.log
    assert "no file system on ata0: " in machine.log


def test_a_program_that_cannot_be_read_is_not_started(image):
    sector = first_block(image, "/bin/read_disk", 0) * 2
    machine = run_machine(None, OPTIONS, arguments=bad_sector_drive(image, sector))
    assert machine.status == 125, machine.text()
    assert f"read error at sector {sector}" in machine.log
    assert re.search(r"/bin/read_disk: .*error 5", machine.log), machine.log


def test_a_disk_that_does_not_answer_is_an_error(tmp_path):
    """It gives its first 200,000 bytes at once; from then on a sector would take 5 seconds, and a
    command longer than the kernel waits."""
    image = make_image(tmp_path / "disk.img", {**FILES, "/arguments": "/bin/read_disk\0/large\0"},
                       size="12M")
    machine = run_machine(None, OPTIONS, timeout=90, arguments=drive(
        image, "throttling.bps-read=100", "throttling.bps-read-max=200000"))
    assert machine.status == 1, machine.text()
    assert re.fullmatch(rf"/large: error {EIO} after \d+ bytes\n", machine.com1), machine.text()
    assert re.search(r"ata0: time-out at sector \d+: status 0x", machine.log), machine.log


# ---- What reading costs -------------------------------------------------------------------------

def test_reading_changes_no_frame(tmp_path):
    machine, runs = run_suite(
        tmp_path, {**FILES, "/larger": random_bytes(20_000_000, 3)},
        ["/bin/read_disk /large", "/bin/read_disk /larger /small", "/bin/read_disk /missing"],
        size="40M", memory=16)
    assert machine.status == 0, machine.text()
    assert [runs[n].status for n in (1, 2, 3)] == [0, 0, 1]
    for run in runs.values():
        assert run.left_nothing_behind and run.kernel_frames[0] == run.kernel_frames[1], run
