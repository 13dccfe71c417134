"""The corpus on the host: the interpreter as a 64-bit program, under the address and
undefined-behaviour sanitizers, and as a 32-bit program, says what CPython says."""
import pytest

from support import (CPYTHON, corpus_programs, host_tool, oracle, program_id, recorded,
                     run_command)

# ASan's redzones enlarge C stack frames; leaks are found by its leak checker at the end.
SANITIZER_OPTIONS = {"ASAN_OPTIONS": "detect_leaks=1:exitcode=99",
                     "UBSAN_OPTIONS": "halt_on_error=1:exitcode=98"}


@pytest.mark.parametrize("kind", ["host", "san", "host32"])
@pytest.mark.parametrize("program", corpus_programs(), ids=program_id)
def test_program_runs_as_under_cpython(program, kind):
    expected = oracle(program)
    found = run_command([host_tool("python", kind), program], env=SANITIZER_OPTIONS)
    assert found.text() == expected.text()


@pytest.mark.skipif(not CPYTHON, reason="CPython 3.11 is not on this computer")
def test_record_is_what_cpython_says():
    """The record stands in for CPython 3.11 where it is missing. `make expected` writes it."""
    assert {program_id(program) for program in corpus_programs()} == set(recorded())
    for program in corpus_programs():
        assert recorded()[program_id(program)] == oracle(program), program
