"""Programs that write files do with them what they do under CPython: the same output, and the same
files afterwards. They stand in tests/files; each runs in an empty directory."""
import pytest

from support import CPYTHON, CPYTHON_ENVIRONMENT, ROOT, host_tool, run_command

PROGRAMS = sorted((ROOT / "tests" / "files").glob("*.py"))


def run_in_directory(directory, command):
    directory.mkdir()
    outcome = run_command(command, directory=directory, env=CPYTHON_ENVIRONMENT)
    return outcome.text(), {path.name: path.read_bytes() for path in directory.iterdir()}


@pytest.mark.skipif(not CPYTHON, reason="CPython 3.11 is not on this computer")
@pytest.mark.parametrize("kind", ["host", "san", "host32"])
@pytest.mark.parametrize("program", PROGRAMS, ids=lambda path: path.stem)
def test_program_writes_files_as_under_cpython(program, kind, tmp_path):
    expected = run_in_directory(tmp_path / "cpython", [CPYTHON, "-E", "-s", "-B", program])
    found = run_in_directory(tmp_path / "here", [host_tool("python", kind), program])
    assert found == expected
