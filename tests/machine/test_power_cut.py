"""A power cut at any write leaves a disk that e2fsck repairs, and nothing of a file that was
fsynced is lost. QEMU records each write of a machine that changes files; the record is played back up to
many points, once as it was written and once with some of what was not flushed yet left out, as a
disk with a memory of its own may do."""
import dataclasses
import random
import re
import struct
import subprocess

import pytest

from support import BUILD, make_image, run_machine

SECTOR = 512
POINTS = 320
E2FSCK_REPAIRED = (0, 1)

# ---- The script, and what must be true after each of its notes -----------------------------------


def content(offset, size, seed):
    """As write_bytes of tests/native/power_cut.c."""
    return bytes((seed * 37 + at * 7 + at // 256 * 13) & 0xFF
                 for at in range(offset, offset + size))


@dataclasses.dataclass
class State:
    """What is in the files, as far as the script has come."""
    files: dict        # path: contents
    directories: set

    def copy(self):
        return State(dict(self.files), set(self.directories))


class Script:
    """Random lines, among them fsync lines; states[n] is the state when n of those are done, and
    touched[n] are the paths that the lines after the one up to the next may change."""

    def __init__(self, seed, syncs):
        self.random = random.Random(seed)
        self.lines, self.state = [], State({}, {""})
        self.states, self.touched = [self.state.copy()], [set()]
        self.number = 0
        while len(self.states) <= syncs:
            for _ in range(self.random.randrange(1, 8)):
                self.add_change()
            self.add_sync()
        self.text = "".join(line + "\n" for line in self.lines)

    def add(self, line, *paths):
        self.lines.append(line)
        self.touched[-1].update(paths)

    def new_path(self):
        self.number += 1
        name = f"f{self.number}" + "x" * self.random.choice([0, 0, 40])
        return f"{self.random.choice(sorted(self.state.directories))}/{name}"

    def some_file(self):
        return self.random.choice(sorted(self.state.files))

    def add_change(self):
        files, rand = self.state.files, self.random
        kind = rand.choice("wwwwwottumMdr") if files else "w"
        if kind in "wo":  # o: another part of a file that is there
            path = self.new_path() if kind == "w" else self.some_file()
            old = files.get(path, b"")
            size = rand.choice([10, 700, 3000, 15000])
            offset = rand.randrange(len(old) + 1) if old else 0
            seed = rand.randrange(1000)
            files[path] = old[:offset] + content(offset, size, seed) + old[offset + size:]
            self.add(f"w {path} {offset} {size} {seed}", path)
        elif kind == "t":
            path = self.some_file()
            size = rand.randrange(len(files[path]) + 2000)
            files[path] = files[path][:size].ljust(size, b"\0")
            self.add(f"t {path} {size}", path)
        elif kind == "u":
            path = self.some_file()
            del files[path]
            self.add(f"u {path}", path)
        elif kind in "mM":  # M: over another file
            path, other = self.some_file(), self.some_file() if kind == "M" else self.new_path()
            if path != other:
                files[other] = files.pop(path)
                self.add(f"m {path} {other}", path, other)
        elif kind == "d" and len(self.state.directories) < 8:
            path = self.new_path()
            self.state.directories.add(path)
            self.add(f"d {path}")
        elif kind == "r":
            for path in self.state.directories - {""}:
                if not any(name.startswith(path + "/")
                           for name in [*files, *self.state.directories]):
                    self.state.directories.discard(path)
                    self.add(f"r {path}")
                    break

    def add_sync(self):
        path = self.some_file() if self.state.files else self.new_path()
        self.state.files.setdefault(path, b"")
        self.add(f"s {path}", path)
        self.states.append(self.state.copy())  # fsync writes all there is
        self.touched.append(set())


# ---- The record ----------------------------------------------------------------------------------

@dataclasses.dataclass
class Entry:
    offset: int  # bytes
    data: bytes
    flush: bool


def read_log(path):
    """Linux, Documentation/admin-guide/device-mapper/log-writes.rst: a sector that says how many
    entries follow; each is a sector that describes a write, and the data."""
    log = path.read_bytes()
    magic, version, count, sector = struct.unpack_from("<QQQI", log)
    assert (magic, version, sector) == (0x6A736677736872, 1, SECTOR)
    entries, at = [], SECTOR
    for _ in range(count):
        first, sectors, flags, _ = struct.unpack_from("<QQQQ", log, at)
        at += SECTOR
        entries.append(Entry(first * SECTOR, log[at:at + sectors * SECTOR], bool(flags & 1)))
        at += sectors * SECTOR
    return entries


def apply(image, entries):
    for entry in entries:
        image[entry.offset:entry.offset + len(entry.data)] = entry.data


# ---- What is on a disk ---------------------------------------------------------------------------

def contents_after_repair(image, directory):
    """{path: contents} of what e2fsck makes of it."""
    disk, tree = directory / "cut.img", directory / "tree"
    disk.write_bytes(image)
    done = subprocess.run(["e2fsck", "-fy", disk], stdin=subprocess.DEVNULL,
                          stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    assert done.returncode in E2FSCK_REPAIRED, done.stdout
    # It would even be safe to go on without e2fsck: nothing that is used is called free ("+"), and
    # no block is in two files.
    assert not re.search(r"bitmap differences:.*\+|[Mm]ultiply", done.stdout), done.stdout
    subprocess.run(["rm", "-rf", tree], check=True)
    tree.mkdir()
    subprocess.run(["debugfs", "-R", f"rdump / {tree}", disk], check=True,
                   stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    return {"/" + str(file.relative_to(tree)): file.read_bytes()
            for file in tree.rglob("*") if file.is_file()}


def check_files(script, found):
    """All that was safe at the last note is there; what was changed since may be either way, but a
    file that only got other names since has its contents under one of them."""
    done = len(found.get("/note", b""))
    safe, touched = script.states[done], script.touched[done]
    for path, expected in safe.files.items():
        if path not in touched:
            assert path in found, f"{path}, fsynced before note {done}, is gone"
            assert found[path] == expected, f"{path}, fsynced before note {done}, is another"
    following = script.states[min(done + 1, len(script.states) - 1)].files
    for path, expected in safe.files.items():
        moved = path not in following and expected in following.values()
        if path in touched and moved and len(expected) > 100:
            assert expected in found.values(), f"{path}, fsynced before note {done}, is gone"
    return done


def record(directory, script, block_size):
    image = make_image(directory / "disk.img",
                       {"/bin/power_cut": BUILD / "user/native/power_cut", "/script": script.text},
                       size="2M", block_size=block_size)
    before = image.read_bytes()
    log = directory / "log"
    log.write_bytes(b"")
    machine = run_machine(options="init=/bin/power_cut", timeout=120, arguments=[
        "-blockdev", f"driver=blklogwrites,node-name=disk,file.driver=file,file.filename={image},"
        f"log.driver=file,log.filename={log},log-sector-size={SECTOR},"
        "log-super-update-interval=1",
        "-device", "ide-hd,drive=disk,bus=ide.0"])
    assert machine.status == 0, machine.text()
    assert subprocess.run(["e2fsck", "-fn", image], stdout=subprocess.PIPE).returncode == 0
    return before, read_log(log)


@pytest.mark.parametrize("block_size, seed, syncs", [(1024, 1, 40), (4096, 2, 25)])
def test_a_power_cut_loses_nothing_that_was_fsynced(tmp_path, block_size, seed, syncs):
    script = Script(seed, syncs)
    before, entries = record(tmp_path, script, block_size)
    assert len(entries) > POINTS / 2, len(entries)
    points = sorted(random.Random(seed).sample(range(len(entries)), POINTS // 4)
                    + random.Random(seed + 1).sample(range(len(entries)), POINTS // 4))
    image, at, flushed = bytearray(before), 0, 0
    safe = bytearray(before)  # with all that was flushed, and no more
    notes = set()
    for number, point in enumerate(points):
        while at < point:
            apply(image, [entries[at]])
            at += 1
            if entries[at - 1].flush:
                apply(safe, entries[flushed:at])
                flushed = at
        cut = image
        if number % 2:  # what was not flushed comes to the disk or not, as it likes
            cut = bytearray(safe)
            apply(cut, [entry for entry in entries[flushed:at] if script.random.random() < 0.5])
        notes.add(check_files(script, contents_after_repair(cut, tmp_path)))
    assert len(notes) > syncs / 2  # the points are spread over the whole run
