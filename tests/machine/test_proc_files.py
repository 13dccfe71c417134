"""What the files of /proc say agrees with each other, and with what the programs do.
Formats: kernel/procfs/procfs.h."""
import re

import pytest

from suite import run_suite
from support import BUILD

DEBUGGERS_RESERVE = 8  # frames that the GDB stub keeps for copies of pages that it writes to
FILES = ["status", "stat", "maps", "fd", "pagetable", "cmdline"]
MACHINE = ["frames", "meminfo", "buffers", "interrupts", "uptime", "mounts", "cpuinfo", "stat",
           "pagetable"]


def parts_of(text):
    parts = re.split(r"^== (.*)\n", text, flags=re.M)
    return dict(zip(parts[1::2], parts[2::2]))


@pytest.fixture(scope="module")
def shown(tmp_path_factory):
    """{path: text} of what show says; of its own files, and of those of the machine."""
    files = {f"/bin/{path.name}": path for path in (BUILD / "user/native").iterdir()}
    own = " ".join(f"/proc/self/{name}" for name in FILES)
    commands = [f"/bin/show {own}",
                "/bin/show " + " ".join(f"/proc/{name}" for name in MACHINE),
                "/bin/show /proc /proc/self /proc/1/status /proc/1/pagetable /proc/frames"]
    machine, runs = run_suite(tmp_path_factory.mktemp("proc"), files, commands)
    assert len(runs) == 3 and all(run.left_nothing_behind for run in runs.values()), machine.text()
    texts = {}
    for run in runs.values():
        texts.update(parts_of(run.stdout))
    return texts


def status_of(text):
    return {name: value.strip() for name, value in re.findall(r"^(\w+):\t(.*)$", text, re.M)}


def pages_of(text):
    """(address, entry, frame, references) of each page of a pagetable."""
    return [(int(address, 16), int(entry, 16), int(frame), int(references)) for
            address, entry, frame, references in
            re.findall(r"^PT \d+ (\w{8}) (\w{16}) frame (\d+) (\d+): .*$", text, re.M)]


def test_a_directory_lists_its_files(shown):
    assert set(FILES) <= set(shown["/proc/self"].split())
    assert {"1", "self", *MACHINE} <= set(shown["/proc"].split())


def test_status_is_of_the_process(shown):
    status = status_of(shown["/proc/self/status"])
    assert (status["Name"], status["PPid"], status["State"]) == ("show", "1", "R (running)")
    fields = shown["/proc/self/stat"].split()
    assert fields[:4] == [status["Pid"], "(show)", "R", "1"] and len(fields) == 24
    assert shown["/proc/self/cmdline"].split("\0")[:2] == ["/bin/show", "/proc/self/status"]


def test_maps_and_page_table_agree(shown):
    """Each page lies in a segment, and a segment has as many as it says."""
    pages = pages_of(shown["/proc/self/pagetable"])
    maps = [line.split(maxsplit=8) for line in shown["/proc/self/maps"].splitlines()]
    assert any(fields[8:] == ["[stack]"] for fields in maps)
    assert any(fields[1] == "r-xp" and fields[8] == "/bin/show" for fields in maps)
    total = 0
    for fields in maps:
        start, end = (int(number, 16) for number in fields[0].split("-"))
        inside = [page for page in pages if start <= page[0] < end]
        assert len(inside) == int(fields[5])
        total += len(inside)
        if "w" not in fields[1]:
            assert all(not entry & 2 for _, entry, _, _ in inside)
    assert total == len(pages)


def test_page_table_entries_lead_to_their_frames(shown):
    pages = pages_of(shown["/proc/self/pagetable"])
    assert pages and all(entry >> 12 & 0xFFFFF == frame and entry & 1
                         for _, entry, frame, _ in pages)
    tables = re.findall(r"^(\w+) \d+ \w{8} (\w{16}) table (\d+):", shown["/proc/self/pagetable"],
                        re.M)
    assert all(int(entry, 16) >> 12 & 0xFFFFF == int(frame) for _, entry, frame in tables)
    kernel = re.findall(r"^PD \d+ \w{8} (\w{16}) large (\d+) ", shown["/proc/pagetable"], re.M)
    assert kernel and all(int(entry, 16) & 0x80 for entry, _ in kernel)


def runs_of_frames(text):
    return [(int(first), int(last), kind, int(references), owner) for
            first, last, kind, references, owner in
            re.findall(r"^(\d+) (\d+) (\S+) (\d+) (.*)$", text, re.M)]


def test_frames_have_one_owner_each_and_none_is_left_out(shown):
    runs = runs_of_frames(shown["/proc/frames"])
    assert runs[0][0] == 0
    assert all(run[1] + 1 == following[0] for run, following in zip(runs, runs[1:]))
    for first, last, kind, references, owner in runs:
        assert (references == 0) == (kind in ("free", "reserved"))
        assert kind != "file" or owner.startswith("inode ")
    unowned = sum(last - first + 1 for first, last, kind, _, owner in runs
                  if kind == "user" and not owner.startswith("process "))
    assert unowned <= DEBUGGERS_RESERVE


def test_frames_of_a_process_are_those_of_its_page_table(shown):
    """Process 1 does nothing while another shows it."""
    owners = {frame: (kind, owner) for first, last, kind, _, owner in
              runs_of_frames(shown["/proc/frames"]) for frame in range(first, last + 1)}
    pages = {frame for _, _, frame, _ in pages_of(shown["/proc/1/pagetable"])}
    status = status_of(shown["/proc/1/status"])
    assert len(pages) == int(status["Frames"])
    for frame in pages:
        kind, owner = owners[frame]
        assert kind in ("user", "file") and "process 1" in owner
    tables = [frame for frame, (kind, owner) in owners.items()
              if kind == "page-table" and owner == "process 1"]
    assert len(tables) == int(status["PageTables"])
    assert int(status["CR3"], 16) >> 12 in tables


def test_meminfo_adds_up(shown):
    sizes = {name: int(value) for name, value in
             re.findall(r"^(\w+): +(\d+) kB$", shown["/proc/meminfo"], re.M)}
    used = sum(sizes[name] for name in ("Cached", "User", "Kernel", "PageTables"))
    # Frame by frame, but for those that the file's own text took while it was written.
    assert abs(sizes["MemTotal"] - sizes["MemFree"] - used) <= 8


def test_open_files_are_named(shown):
    lines = shown["/proc/self/fd"].splitlines()
    assert [line.split(maxsplit=5)[0::5] for line in lines[:3]] == \
        [["0", "empty"], ["1", "serial:1"], ["2", "serial:4"]]


def test_the_machine_is_described(shown):
    assert re.search(r"^ *0: +\d+ XT-PIC timer$", shown["/proc/interrupts"], re.M)
    assert re.search(r"^PAGE: +[1-9]", shown["/proc/interrupts"], re.M)
    uptime, idle = map(float, shown["/proc/uptime"].split())
    assert 0 <= idle <= uptime < 60
    assert shown["/proc/mounts"].splitlines()[1] == "proc /proc proc ro 0 0"
    assert "QEMU" in shown["/proc/cpuinfo"]
    assert re.search(r"^processes [1-9]", shown["/proc/stat"], re.M)
    valid = [line for line in shown["/proc/buffers"].splitlines() if line.endswith("valid")]
    assert valid and all(re.fullmatch(r"\d+ \d+ valid", line) for line in valid)
