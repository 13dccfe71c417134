"""Damaged programs, 2,000 of them, and damaged disks, a few hundred; the same for the same seed. Each is
refused with a message or runs as the sound one would; the kernel never panics, never hangs, and
loses no frame."""
import random
import struct
import subprocess
import zlib

import pytest

from suite import PYTHON, run_suite
from support import (BUILD, WORKERS, compile_program, in_parallel, make_image, run_machine)

SOURCE = '''\
def greet(name, times=2):
    for i in range(times):
        print(f"hello {name} {i}", [1, 2.5, "three"][i])

try:
    greet("world")
    {}["missing"]
except KeyError as error:
    print("caught", error)
'''
OUTPUT = "hello world 0 1\nhello world 1 2.5\ncaught 'missing'\n"
NOT_EXECUTED = 127
INSTRUCTIONS_ARE_TIME = ("-icount", "shift=3,sleep=off")  # 8 ns each, however busy the host is


# ---- Programs -------------------------------------------------------------------------------------

def truncated(data, random_source, count):
    for _ in range(count):
        yield "truncated", data[:random_source.randrange(len(data))]


def flipped(data, random_source, count):
    """One to three bits, half of the time in the headers, where each bit counts."""
    for _ in range(count):
        damaged = bytearray(data)
        end = random_source.choice([256, len(data)])
        for _ in range(random_source.randint(1, 3)):
            damaged[random_source.randrange(end)] ^= 1 << random_source.randrange(8)
        yield "flipped", bytes(damaged)


def extreme_fields(data):
    """Every 32-bit field of the ELF header and the program headers, set to what hurts."""
    for offset in range(0, min(len(data), 52 + 4 * 32), 4):
        for value in (0, 1, 0x7FFFFFFF, 0x80000000, 0xFFFFF000, 0xFFFFFFFF):
            yield "extreme", data[:offset] + struct.pack("<I", value) + data[offset + 4:]


def changed_instructions(data, random_source, count):
    """Instructions with other fields, or in other places, under a right checksum: the loader must
    see what is wrong, or run it (interp/program/image_format.h)."""
    image = data.index(b"\x7FPYIMAGE")
    source_offset, = struct.unpack_from("<I", data, image + 20)
    codes, code_count = struct.unpack_from("<II", data, image + 36)
    for _ in range(count):
        damaged = bytearray(data)
        for _ in range(random_source.randint(1, 2)):
            code = image + codes + 80 * random_source.randrange(code_count)
            first, instructions = struct.unpack_from("<II", data, code + 32)
            place = image + first + 8 * random_source.randrange(instructions)
            kind = random_source.randrange(5)
            if kind == 0:
                damaged[place] = random_source.randrange(128)
            elif kind == 1:
                other = image + first + 8 * random_source.randrange(instructions)
                damaged[place:place + 8], damaged[other:other + 8] = (
                    damaged[other:other + 8], damaged[place:place + 8])
            else:
                struct.pack_into("<h", damaged, place + 2 * random_source.randint(1, 3),
                                 random_source.randint(-8, 15))
        checksum = zlib.crc32(damaged[image + 16:image + source_offset])
        struct.pack_into("<I", damaged, image + 12, checksum)
        yield "instructions", bytes(damaged)


@pytest.fixture(scope="module")
def damaged_programs(tmp_path_factory):
    """[(kind, SuiteRun or None, machine)] for all of them, run in a few boots. Each has a second of
    processor time: a loop without an end is no harm."""
    directory = tmp_path_factory.mktemp("malformed")
    source = directory / "program.py"
    source.write_text(SOURCE)
    good = compile_program(source, directory / "program").read_bytes()
    source_of_chance = random.Random(2)
    damaged = [("sound", good), ("empty", b""), ("text", b"print('not ELF')\n"),
               *truncated(good, source_of_chance, 200), *flipped(good, source_of_chance, 600),
               *changed_instructions(good, source_of_chance, 950), *extreme_fields(good)]

    def run_share(first):
        share = damaged[first::WORKERS]
        files = {f"/m/{number}": data for number, (_, data) in enumerate(share, 1)}
        commands = [f"limited {file}" for file in files]
        machine, runs = run_suite(tmp_path_factory.mktemp("share"), {**PYTHON, **files}, commands,
                                  size="48M", timeout=240, arguments=INSTRUCTIONS_ARE_TIME)
        return [(kind, runs.get(number), machine) for number, (kind, _) in enumerate(share, 1)]
    return [result for share in in_parallel(run_share, range(WORKERS)) for result in share]


def test_damaged_programs_never_bring_the_machine_down(damaged_programs):
    assert len(damaged_programs) >= 2000
    for kind, run, machine in damaged_programs:
        assert run and machine.status == 0, f"{kind}\n" + machine.text()


def test_damaged_programs_are_refused_in_words_or_run_soundly(damaged_programs):
    refused = 0
    for kind, run, machine in damaged_programs:
        if run.stdout == OUTPUT and run.status == 0:
            continue  # the damage is where nobody looks
        if kind == "instructions" and "program file: " not in run.stderr:
            continue  # another program, as sound as any
        assert kind != "sound", run
        assert run.status != 0 and run.stdout == "", (kind, run)
        name = run.command.rpartition("/")[2]
        assert run.stderr or f"({name}) ends by SIG" in machine.log, (kind, run, machine.text())
        refused += 1
    assert refused > 1000


def test_damaged_programs_lose_no_frame(damaged_programs):
    for kind, run, machine in damaged_programs:
        assert run.left_nothing_behind, (kind, run)


def test_damaged_native_programs(tmp_path):
    """The same for a program without an interpreter, and for the interpreter itself."""
    hello = (BUILD / "user/native/hello").read_bytes()
    python = (BUILD / "disk/bin/python").read_bytes()
    source_of_chance = random.Random(3)
    program = tmp_path / "program.py"
    program.write_text(SOURCE)
    good = compile_program(program, tmp_path / "program").read_bytes()
    files = {"/bin/python": python[:len(python) // 2], "/m/without_interpreter": good,
             "/m/sound": hello}
    for number, (_, data) in enumerate(truncated(hello, source_of_chance, 60)):
        files[f"/m/truncated{number}"] = data
    commands = [name for name in files if name.startswith("/m/")]
    machine, runs = run_suite(tmp_path, files, commands)
    assert machine.status == 0 and len(runs) == len(commands), machine.text()
    for run in runs.values():
        assert run.left_nothing_behind, run
        if run.command == "/m/sound":
            assert (run.stdout, run.status) == ("hello from ring 3\n", 0)
        elif run.stdout != "hello from ring 3\n":  # debug information may be cut off unharmed
            assert run.status != 0 and run.command in machine.log, (run, machine.text())


# ---- Disks ----------------------------------------------------------------------------------------

DISKS = 300
BLOCK = 1024


def metadata_blocks(image):
    """Superblock, group descriptors, bitmaps, inodes and directories: the blocks whose damage the
    file system must notice, and the indirect blocks of a file."""
    listing = subprocess.run(["dumpe2fs", str(image)], stdout=subprocess.PIPE,
                             stderr=subprocess.DEVNULL, check=True).stdout.decode()
    table_end = int([line for line in listing.splitlines() if "Inode table at" in line][0]
                    .split("at ")[1].split()[0].split("-")[1])
    blocks = list(range(1, table_end + 1))
    for path in ("/", "/bin"):
        blocks += file_blocks(image, path)
    # The first numbers that debugfs prints for a file include its indirect blocks.
    inode = debugfs(image, "stat /bin/init")
    for part in inode.replace(",", " ").split():
        if part.startswith("(IND):") or part.startswith("(DIND):"):
            blocks.append(int(part.split(":")[1]))
    return blocks


def debugfs(image, command):
    return subprocess.run(["debugfs", "-R", command, str(image)], stdout=subprocess.PIPE,
                          stderr=subprocess.DEVNULL, check=True).stdout.decode()


def file_blocks(image, path):
    return [int(word) for word in debugfs(image, f"blocks {path}").split()]


@pytest.fixture(scope="module")
def sound_disk(tmp_path_factory):
    return make_image(tmp_path_factory.mktemp("disk") / "sound.img",
                      {"/bin/init": BUILD / "user/native/hello"}, size="1M")


def judge(machine, sound):
    """None, or what is wrong with how the kernel took this disk."""
    if machine.panicked:
        return "panic"
    if machine.status is None:
        return "no end"
    if machine.com1 == sound.com1 and machine.status == sound.status:
        return None
    if not messages(machine) - messages(sound):
        return "no message"
    return None


def messages(machine):
    """The log's lines without their times, and without the last one."""
    return {line.split("] ", 1)[-1] for line in machine.log.splitlines()
            if "power off" not in line}


def test_damaged_disks_are_refused_in_words_or_work(sound_disk, tmp_path):
    sound = run_machine(sound_disk, memory=16)
    assert sound.com1 == "hello from ring 3\n", sound.text()
    data = sound_disk.read_bytes()
    blocks = metadata_blocks(sound_disk)
    superblock, rest = blocks[:1], blocks[1:]

    def damage_and_boot(number):
        chance = random.Random(1000 + number)
        damaged = bytearray(data)
        for _ in range(chance.choice([1, 1, 2, 8])):
            block = chance.choice(superblock if number % 3 == 0 else rest)
            offset = block * BLOCK + chance.randrange(256 if number % 3 == 0 else BLOCK)
            if chance.random() < 0.5:
                damaged[offset] ^= 1 << chance.randrange(8)
            else:
                offset &= ~3
                damaged[offset:offset + 4] = struct.pack("<I", chance.choice(
                    [0, 1, 0xFFFFFFFF, 0x80000000, 0x7FFFFFFF, chance.randrange(1 << 32)]))
        disk = tmp_path / f"{number}.img"
        disk.write_bytes(damaged)
        machine = run_machine(disk, memory=16, timeout=20)
        disk.unlink()
        return number, judge(machine, sound), machine
    for number, problem, machine in in_parallel(damage_and_boot, range(DISKS)):
        assert problem is None, f"disk {number}: {problem}\n{machine.text()}"


def test_truncated_disks_are_refused_in_words_or_work(sound_disk, tmp_path):
    sound = run_machine(sound_disk, memory=16)
    data = sound_disk.read_bytes()

    def cut_and_boot(sectors):
        disk = tmp_path / f"{sectors}.img"
        disk.write_bytes(data[:sectors * 512])
        machine = run_machine(disk, memory=16, timeout=20)
        disk.unlink()
        return sectors, judge(machine, sound), machine
    chance = random.Random(5)
    sizes = [1, 2, 3, 4, 5, 6] + [chance.randrange(7, len(data) // 512) for _ in range(30)]
    for sectors, problem, machine in in_parallel(cut_and_boot, sizes):
        assert problem is None, f"{sectors} sectors: {problem}\n{machine.text()}"
