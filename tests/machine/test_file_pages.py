"""Pages of a program's file come when they are touched, and then it may be too late: the disk gives
an error. That ends the program, by SIGBUS, and no one else."""
import re

from suite import SUITE
from support import BUILD, make_image, run_machine
from test_disk import bad_sector_drive, first_block

NATIVE = BUILD / "user" / "native"
DATA_PAGE = 4  # of /bin/memory as a file: variables with values
BLOCKS_PER_PAGE, SECTORS_PER_BLOCK = 4, 2


def test_a_page_that_cannot_be_read_ends_the_program(tmp_path):
    image = make_image(tmp_path / "disk.img", {
        SUITE: NATIVE / "suite", "/bin/memory": NATIVE / "memory", "/bin/hello": NATIVE / "hello",
        "/arguments": f"{SUITE}\0/bin/memory\0/bin/hello\0/bin/memory\0"}, size="2M")
    block = first_block(image, "/bin/memory", DATA_PAGE * BLOCKS_PER_PAGE)
    machine = run_machine(None, f"init={SUITE} arguments=/arguments",
                          arguments=bad_sector_drive(image, block * SECTORS_PER_BLOCK))
    ends = re.findall(r"suite: end \d status (\d+) frames (\d+) (\d+)", machine.com1)
    assert [int(status) for status, _, _ in ends] == [135, 0, 135], machine.text()
    assert all(before == after for _, before, after in ends), machine.text()
    assert re.search(r"\(memory\) ends by SIGBUS: page fault at eip 0x[0-9a-f]+\r?\n"
                     r".*: the page could not be read from its file\r?\n"
                     r".*in the data segment, .* of /bin/memory", machine.log), machine.text()
