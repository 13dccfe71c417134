"""The tour: what it prints is true of the machine and of the disk, and fits a console of 80
columns. And module memory on the machine: its views agree with one another."""
import re
import subprocess

import pytest

from support import BUILD, compile_program, make_image, run_machine

DISK = BUILD / "disk.img"


@pytest.fixture(scope="module")
def tour():
    run = run_machine(disk=DISK, options="init=/bin/tour")
    assert run.status == 0, run.text()
    return run.com1


def numbers(pattern, text):
    """All hexadecimal numbers that a pattern's groups find in the first match."""
    found = re.search(pattern, text)
    assert found, f"{pattern} is not in:\n{text}"
    return [int(group, 16) for group in found.groups()]


def test_every_line_fits_80_columns(tour):
    assert [line for line in tour.splitlines() if len(line) > 79] == []


def test_the_blocks_are_where_debugfs_sees_them(tour):
    blocks = re.findall(r"block (\d+): sectors (\d+) to (\d+)", tour)
    seen = subprocess.run(["debugfs", "-R", "blocks /bin/tour", DISK], stdout=subprocess.PIPE,
                          stderr=subprocess.DEVNULL, check=True).stdout.split()
    assert [block for block, _, _ in blocks] == [block.decode() for block in seen[:len(blocks)]]
    for block, first, last in blocks:
        assert (int(first), int(last)) == (2 * int(block), 2 * int(block) + 1)


def test_the_slots_refer_to_the_objects(tour):
    frame, = numbers(r"Its frame: \d+ bytes at 0x(\w+)", tour)
    for name in "xy":
        place, referent = numbers(rf"0x(\w+)  {name}  +-> 0x(\w+)", tour)
        address, = numbers(rf"{name}: \w+ at 0x(\w+) in the heap", tour)
        assert referent == address
        assert frame < place < 0xBFFFF000


def test_the_walk_leads_to_the_physical_address(tour):
    virtual, = numbers(r"y's list, 0x(\w+)", tour)
    entry, = numbers(r"page table at 0x\w+,\s+entry 0x(\w+)", tour)
    physical, = numbers(r"frame \d+, physical address 0x(\w+)", tour)
    indices = [int(index) for index in re.findall(r"bits \d+-\d+ = +(\d+):", tour)]
    assert indices == [virtual >> 30, virtual >> 21 & 511, virtual >> 12 & 511]
    assert physical == (entry & 0xFFFFFFFFFF000) + virtual % 4096
    assert entry >> 63 == 1, "the heap must not be executable where the processor has NX"


def test_counts_and_identities_are_as_the_story_says(tour):
    assert re.findall(r"\S+ +(\d) owners?\b", tour[tour.index("6. Counts"):])[:5] == list("12421")
    assert re.search(r"a = 10 at (\S+), b = 10 at \1: one object", tour)
    assert re.search(r"c = 257 at (\S+), d = 257 at (?!\1)\S+: two objects", tour)


def test_memory_goes_back_at_zero(tour):
    blocks = {what.strip(): (int(count.replace(",", "")), int(frames)) for what, count, frames in
              re.findall(r"^    (.{24}) +([\d,]+) blocks in use, +(\d+) frames", tour, re.M)}
    assert blocks["row = None"][0] == blocks["before"][0]
    assert blocks["row = 100,000 new ints"][0] > blocks["before"][0] + 100_000
    assert blocks["row = None"][1] < blocks["row = 100,000 new ints"][1] - 300


def test_fork_copies_the_page_that_is_written(tour):
    before, = numbers(r"before fork .*physical 0x(\w+)", tour)
    child, = numbers(r"the child .*physical 0x(\w+)", tour)
    parent, = numbers(r"the parent, after .*physical 0x(\w+)", tour)
    assert child != parent and before in (child, parent)


CHECKS = """
import memory
import os

def check(what, held):
    if not held:
        raise ValueError(what)

def segment_of(address):
    for segment in memory.segments():
        if segment["start"] <= address < segment["end"]:
            return segment

thing = [1, 2, 3]
where = memory.where(thing)
walk = memory.walk(id(thing))
check("segment", where["segment"] == "heap" and segment_of(id(thing))["kind"] == "heap")
check("physical", where["physical"] == walk["physical"])
check("frame", where["frame"] == where["physical"] // 4096)
check("offset", where["physical"] % 4096 == id(thing) % 4096)
check("levels", len(walk["levels"]) == 3)
check("cr3", walk["cr3"] == memory.process()["cr3"] == walk["levels"][0]["table"])
for above, below in zip(walk["levels"], walk["levels"][1:]):
    check("entry", above["entry"] & 0xFFFFFFFFFF000 == below["table"])
check("page 0", memory.walk(0).get("physical") is None)
check("own page", where["copy_on_write"] is False and where["frame_references"] == 1)
frame = memory.frame()
check("stack", segment_of(frame["address"])["kind"] == "stack")
check("text", segment_of(frame["code"])["kind"] == "text")
check("text is read-only", segment_of(frame["code"])["protection"] == "r--")
check("namespace", segment_of(frame["namespace"])["kind"] == "heap")
check("shared text", memory.frame_info(memory.walk(frame["code"])["physical"])["kind"]
      == "file cache")
resident = 0
for segment in memory.segments():
    check("never written and executed", segment["protection"] not in ("rwx", "-wx"))
    resident += segment["resident"]
check("resident", resident == memory.process()["resident"])
for path in ("/nowhere", "/bin/nothing"):
    try:
        memory.file(path)
    except FileNotFoundError:
        pass
    else:
        raise ValueError(path)
for number in (-1, 1 << 40):
    try:
        memory.walk(number)
    except OverflowError:
        pass
    else:
        raise ValueError(number)
def chain(length):
    head = None
    for number in range(length):
        head = [head, number + 1000]
    return head

def fill(): # keeps nothing: an object made last would hold the end of the heap
    chains = [chain(1000) for n in range(30)]
    return memory.process()["resident"] > before + 300

before = memory.process()["resident"]
check("the heap grows", fill())
check("empty arenas are given back", memory.process()["resident"] < before + 100)
kept = [[n] for n in range(1000)]
address = id(kept[500])
check("private before fork", not memory.walk(address)["copy_on_write"])
if os.fork() == 0: # where(kept[500]) would write its count, and so copy the page
    shared = memory.walk(address)
    again = memory.where(kept[500])
    os._exit(shared["copy_on_write"] and shared["frame_references"] == 2
             and not again["copy_on_write"] and again["frame"] != shared["frame"])
check("copied by a count", os.WEXITSTATUS(os.waitpid(-1, 0)[1]) == 1)
try:
    memory.process(12345)
except OSError:
    print("true")
"""


def test_the_views_agree_with_one_another(tmp_path):
    (tmp_path / "checks.py").write_text(CHECKS)
    program = compile_program(tmp_path / "checks.py", tmp_path / "checks")
    disk = make_image(tmp_path / "disk.img", {"/checks": program,
                                              "/bin/python": BUILD / "user/python"})
    run = run_machine(disk=disk, options="init=/checks")
    assert (run.status, run.com1) == (0, "true\n"), run.text()
