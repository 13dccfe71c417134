"""Module re against CPython's: thousands of regular expressions made by chance match, split and
substitute the same, and a bad one is refused in the same words."""
import pytest

from support import CPYTHON, ROOT, host_tool, run_command
from test_corpus_on_host import SANITIZER_OPTIONS

PATTERNS = ROOT / "tests" / "host" / "random_patterns.py"
COUNT = 3000
# Seed 1 has a condition on a group inside that group, (..(?(1)..)..), in a lazy repetition, where
# CPython 3.11 forgets to try a branch.


@pytest.mark.skipif(not CPYTHON, reason="CPython 3.11 is not on this computer")
@pytest.mark.parametrize("kind, seed", [("host", 2), ("host", 5), ("san", 3), ("host32", 4)])
def test_random_patterns_match_as_under_cpython(kind, seed):
    expected = run_command([CPYTHON, "-E", "-s", "-B", "-W", "ignore", PATTERNS, seed, COUNT])
    found = run_command([host_tool("python", kind), PATTERNS, seed, COUNT], env=SANITIZER_OPTIONS)
    assert expected.status == 0 and len(expected.stdout.splitlines()) > COUNT, expected.text()
    different = [(a, b) for a, b in zip(expected.stdout.splitlines(), found.stdout.splitlines())
                 if a != b]
    assert different == [] and found.status == 0, (seed, different[:5], found.stderr)
    assert found.stdout == expected.stdout
