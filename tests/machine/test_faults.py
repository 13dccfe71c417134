"""A program that does what it must not: it ends alone, by the right signal, with a report in the
log; the next program runs, and no frame is lost."""
import re

import pytest

from suite import run_suite
from support import BUILD, ROOT

FAULTS = re.findall(r"FAULT\((\w+), (SIG\w+)\)", (ROOT / "tests/native/faults.c").read_text())
SIGNALS = {"SIGILL": 4, "SIGTRAP": 5, "SIGBUS": 7, "SIGFPE": 8, "SIGSEGV": 11}
NEEDS_NX = {name for name, _ in FAULTS if name.startswith("execute_")}
FILES = {"/bin/faults": BUILD / "user/native/faults", "/bin/hello": BUILD / "user/native/hello"}


@pytest.fixture(scope="module", params=["max", "qemu32", "Haswell"])
def faults_on_the_machine(request, tmp_path_factory):
    """Each fault, and after it a program that must still run."""
    commands = []
    for name, _ in FAULTS:
        commands += [f"/bin/faults {name}", "/bin/hello"]
    machine, runs = run_suite(tmp_path_factory.mktemp("faults"), FILES, commands, timeout=60,
                              cpu=request.param)
    return request.param, machine, runs


def test_there_are_faults_to_try():
    assert len(FAULTS) > 40


@pytest.mark.parametrize("number", range(len(FAULTS)), ids=[name for name, _ in FAULTS])
def test_fault_ends_its_process_alone(number, faults_on_the_machine):
    cpu, machine, runs = faults_on_the_machine
    name, signal = FAULTS[number]
    fault, after = runs.get(2 * number + 1), runs.get(2 * number + 2)
    assert fault and after, "the machine did not survive:\n" + machine.text()
    expected = 128 + SIGNALS[signal]
    if name in NEEDS_NX and cpu == "qemu32":
        expected = 0  # the instruction runs: this processor cannot forbid it
    assert fault.status == expected, machine.text()
    assert fault.left_nothing_behind, fault
    assert (after.stdout, after.status) == ("hello from ring 3\n", 0)


def test_the_log_reports_each_fault(faults_on_the_machine):
    cpu, machine, runs = faults_on_the_machine
    reports = re.findall(r"\(faults\) ends by (SIG\w+)", machine.log)
    assert reports == [signal for name, signal in FAULTS
                       if not (name in NEEDS_NX and cpu == "qemu32")], machine.text()
