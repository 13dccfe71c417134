"""Programs made by chance (random_programs.py) print under this interpreter what they print under
CPython 3.11: 10,000 of them under the sanitizers, some more in the builds without."""
import re

import pytest

from random_programs import source_text
from support import CPYTHON, host_tool, in_parallel, run_command
from test_corpus_on_host import SANITIZER_OPTIONS

BATCH = 500  # programs in one source text: so starting an interpreter costs nothing

# Warnings are the corpus's business (syntax/): the one for `assert (a, b)` comes up here by chance.
SYNTAX_WARNING = re.compile(r".*: SyntaxWarning: .*\n  .*\n")

# Functions and the like show where they lie.
ADDRESS = re.compile(r"0x[0-9a-f]{6,}")

needs_cpython = pytest.mark.skipif(not CPYTHON, reason="CPython 3.11 is not on this computer")


def differences(directory, kind, seeds):
    """What each program says under both, where that is not the same, by line."""
    def one_batch(seed):
        source = directory / f"batch_{seed}.py"
        source.write_text(source_text(seed, BATCH), encoding="utf-8")
        expected = run_command([CPYTHON, "-E", "-s", "-B", "-W", "ignore", source],
                               env={"PYTHONIOENCODING": "utf-8"})
        found = run_command([host_tool("python", kind), source], env=SANITIZER_OPTIONS)
        theirs, ours = ADDRESS.sub("0x", expected.stdout), ADDRESS.sub("0x", found.stdout)
        pairs = zip(theirs.splitlines(), ours.splitlines())
        different = [f"{source.name}, line {n} of the output: {a!r}, here: {b!r}"
                     for n, (a, b) in enumerate(pairs, 1) if a != b]
        if theirs != ours and not different:
            different = [f"{source.name}: one prints more than the other"]
        errors = SYNTAX_WARNING.sub("", found.stderr)
        if found.status != expected.status or errors:
            different.append(f"{source.name}: status {found.status}, {errors}")
        return different[:10]
    return [line for lines in in_parallel(one_batch, seeds) for line in lines]


@needs_cpython
def test_10000_random_programs_run_as_under_cpython(tmp_path):
    assert differences(tmp_path, "san", range(0, 10_000, BATCH)) == []


@needs_cpython
def test_random_programs_run_the_same_without_sanitizers(tmp_path):
    assert differences(tmp_path, "host", range(100_000, 102_000, BATCH)) == []


@needs_cpython
def test_random_programs_run_the_same_on_32_bits(tmp_path):
    assert differences(tmp_path, "host32", range(200_000, 202_000, BATCH)) == []
