"""The native test programs of tests/native, each a set of checks in ring 3 that ends with status 0
when all was so: on a large machine, on a small one, and where the processor has no NX."""
import pytest

from suite import run_suite
from support import BUILD, ROOT

# These are tools of other tests.
TOOLS = {"suite", "faults", "hello", "bench", "show", "debuggee", "bombs", "failing_allocations",
         "power_cut"}
PROGRAMS = sorted({path.stem for path in (ROOT / "tests" / "native").glob("*.c")} - TOOLS)


@pytest.fixture(scope="module", params=[("max", 128), ("max", 16), ("qemu32", 64)],
                ids=lambda machine: f"{machine[0]}-{machine[1]}M")
def native_on_the_machine(request, tmp_path_factory):
    cpu, memory = request.param
    files = {f"/bin/{path.name}": path for path in (BUILD / "user/native").iterdir()}
    machine, runs = run_suite(tmp_path_factory.mktemp("native"), files,
                              [f"/bin/{name}" for name in PROGRAMS], cpu=cpu, memory=memory)
    return machine, runs


@pytest.mark.parametrize("number", range(len(PROGRAMS)), ids=PROGRAMS)
def test_all_checks_hold(number, native_on_the_machine):
    machine, runs = native_on_the_machine
    run = runs.get(number + 1)
    assert run, "the machine did not survive:\n" + machine.text()
    assert (run.status, run.stderr) == (0, ""), machine.text()
    assert run.left_nothing_behind, run
