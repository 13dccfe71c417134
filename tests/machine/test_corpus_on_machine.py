"""The corpus on the kernel: every program says there what it says under CPython, and leaves the
machine's memory as it was. All programs run in a few boots; each counts as a test."""
import pytest

from suite import LIBRARY, PYTHON, run_suite
from support import (WORKERS, compile_program, corpus_helpers, corpus_programs, in_parallel,
                     needs_compiler, oracle, program_id)

PROGRAMS = corpus_programs()


def run_programs(directory, programs):
    """Compiled programs stand under /corpus; the others are given to /bin/python, by the same path
    as on the host, which their messages show."""
    files, commands = {**PYTHON, **LIBRARY}, []
    files.update((str(helper), helper) for helper in corpus_helpers())
    for program in programs:
        if needs_compiler(program):
            files[str(program)] = program
            commands.append(f"/bin/python {program}")
        else:
            path = f"/corpus/{program_id(program)}.py"
            files[path] = compile_program(program, directory / "program").read_bytes()
            commands.append(path)
    machine, runs = run_suite(directory, files, commands)
    return {program: (runs.get(number), machine)
            for number, program in enumerate(programs, 1)}


@pytest.fixture(scope="session")
def corpus_on_the_machine(tmp_path_factory):
    shares = [PROGRAMS[first::WORKERS] for first in range(WORKERS)]
    results = in_parallel(
        lambda share: run_programs(tmp_path_factory.mktemp("corpus"), share), shares)
    return {program: result for share in results for program, result in share.items()}


@pytest.mark.parametrize("program", PROGRAMS, ids=program_id)
def test_program_runs_as_under_cpython(program, corpus_on_the_machine):
    run, machine = corpus_on_the_machine[program]
    assert run, "the machine did not survive:\n" + machine.text()
    expected = oracle(program)
    # Of a program that a signal ended, the suite says what a shell does, subprocess -signal.
    status = expected.status if expected.status >= 0 else 128 - expected.status
    assert (run.stdout, run.stderr, run.status) == (expected.stdout, expected.stderr, status)


@pytest.mark.parametrize("program", PROGRAMS, ids=program_id)
def test_program_gives_all_memory_back(program, corpus_on_the_machine):
    run, machine = corpus_on_the_machine[program]
    assert run, "the machine did not survive:\n" + machine.text()
    assert run.left_nothing_behind, run
