"""user/cow.py: a forked interpreter un-shares pages by reading, and the numbers are the machine's."""
import re

import pytest

from support import ROOT, run_command

OBJECTS = 20000
LEAST_PAGES = OBJECTS * 16 // 4096  # a str is larger than its header of 16 bytes


@pytest.fixture(scope="module")
def frames():
    """{what: (resident, shared, copied)}"""
    done = run_command([ROOT / "user/run", ROOT / "user/cow.py", OBJECTS], timeout=120)
    assert (done.status, done.stderr) == (0, ""), done.text()
    return {what: (int(resident), int(shared), int(copied)) for what, resident, shared, copied in
            re.findall(r"^(\S.*?) +(\d+) +(\d+) +(\d+)$", done.stdout, re.M)}


def test_fork_shares_all_pages(frames):
    assert frames["this process, before fork"][1:] == (0, 0)
    resident, shared, copied = frames["the child, just forked"]
    assert resident >= LEAST_PAGES and shared > 0.8 * resident and copied < 0.1 * resident


def test_reading_copies_the_pages_of_what_is_read(frames):
    before = frames["the child has read one object 1,000 times"]
    after = frames["the child has read every object"]
    assert after[2] - before[2] >= LEAST_PAGES > 4 * before[2]
    assert before[1] - after[1] == after[2] - before[2]  # what was shared is now its own
    again = frames["the child has read every object once more"]
    assert again[2] - after[2] <= 2


def test_the_last_owner_gets_the_pages_back_without_a_copy(frames):
    with_child = frames["this process"]
    alone = frames["this process, when the child has ended"]
    assert with_child[1] > 0 and alone[1] == 0
    assert alone[2] - with_child[2] <= 2


def test_mistakes_are_told():
    done = run_command([ROOT / "user/run", ROOT / "user/cow.py", "many"], timeout=120)
    assert done.status == 2 and done.stderr.startswith("cow: invalid number of objects: 'many'")
