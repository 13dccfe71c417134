"""A machine that runs out of everything, and a kernel whose allocations fail, lose nothing; and a
million random system calls."""
import re

from suite import run_suite
from support import BUILD

ROUNDS = 100
ALLOCATIONS = 1000
RANDOM_CALLS = 1_000_000
SEED = 31337


def run(directory, command, **options):
    files = {f"/bin/{path.name}": path for path in (BUILD / "user/native").iterdir()}
    machine, runs = run_suite(directory, files, [command, "/bin/hello"], timeout=400, **options)
    assert not machine.panicked and len(runs) == 2, machine.text()
    assert (runs[1].status, runs[1].stderr) == (0, ""), machine.text()
    assert runs[1].left_nothing_behind, runs[1]
    assert runs[2].stdout.startswith("hello") or runs[2].status == 0, machine.text()
    return runs[1].stdout


def test_after_bombs_the_machine_answers_and_all_is_back(tmp_path):
    """Forks, pipes, descriptors, memory: to exhaustion, on a small machine."""
    assert f"rounds: {ROUNDS}" in run(tmp_path, f"/bin/bombs {ROUNDS}", memory=8)


def test_a_failing_allocation_is_a_clean_error_and_nothing_is_lost(tmp_path):
    """Allocation number k, for each k: of frames, and of the kernel heap's blocks."""
    # The log would be long: each process that is ended by SIGKILL is reported.
    out = run(tmp_path, f"/bin/failing_allocations {ALLOCATIONS}", memory=16,
              kernel_options="provoke=allocations log=none")
    assert all(int(number) >= ALLOCATIONS for number in
               re.findall(r"^(?:frames|blocks) allocated: (\d+)$", out, re.M))
    assert out.count("allocated") == 2


def test_a_million_random_calls_from_three_processes(tmp_path):
    out = run(tmp_path, f"/bin/random_calls {RANDOM_CALLS} {SEED}")
    assert f"seed {SEED}" in out
