"""Runs many programs in one boot, through tests/native/suite.c, and says what became of each."""
import dataclasses
import re

from support import BUILD, ROOT, make_image, run_machine

SUITE = "/bin/suite"


@dataclasses.dataclass
class SuiteRun:
    """One program of a suite: what it wrote, its status, and what it left behind."""
    command: str
    stdout: str
    stderr: str
    status: int
    frames: tuple          # free or idle, before and after
    kernel_frames: tuple
    processes: int

    @property
    def left_nothing_behind(self):
        return self.frames[0] == self.frames[1] and self.processes == 1


# A program's output may end in the middle of a line: what the suite adds begins right there.
BEGIN = re.compile(r"suite: begin (\d+) ([^\n]*)\n")
END = re.compile(r"suite: end (\d+) status (-?\d+) frames (\d+) (\d+) kernel (\d+) (\d+) "
                 r"processes (\d+)\n")


PYTHON = {"/bin/python": BUILD / "disk" / "bin" / "python"}
LIBRARY = {f"/lib/python/{path.relative_to(ROOT / 'user' / 'lib')}": path
           for path in sorted((ROOT / "user" / "lib").rglob("*.py"))}


def _sections(text):
    """{number: (command, text up to the next begin)} """
    parts = BEGIN.split(text)
    return {int(parts[i]): (parts[i + 1], parts[i + 2]) for i in range(1, len(parts), 3)}


def run_suite(directory, files, commands, timeout=120, size="32M", block_size=1024,
              kernel_options="", **options):
    """Boots once with an image of files and runs the commands. Returns (machine's Run, {number
    from 1: SuiteRun}); a program that the machine did not survive is not in the dictionary."""
    arguments = "".join(word + "\0" for word in [SUITE, *commands])
    image = make_image(directory / "suite.img",
                       {SUITE: BUILD / "user" / "native" / "suite",
                         "/run/arguments": arguments, **files},
                       size=size, block_size=block_size)
    machine = run_machine(image, f"init={SUITE} arguments=/run/arguments {kernel_options}",
                          timeout=timeout, **options)
    errors = _sections(machine.com4)
    runs = {}
    for number, (command, text) in _sections(machine.com1).items():
        end = END.search(text)
        if not end:
            continue
        values = [int(value) for value in end.groups()]
        runs[number] = SuiteRun(command, text[:end.start()], errors.get(number, ("", ""))[1],
                                values[1], (values[2], values[3]), (values[4], values[5]), values[6])
    return machine, runs
