"""user/run-all: many programs in one boot. None disturbs the next, whatever it does; what each
writes, and how it ends, is as if it had run alone."""
import os
import re
import subprocess

import pytest

from support import (BUILD, ROOT, corpus_helpers, corpus_programs, oracle, program_id)

RUN_ALL = ROOT / "user" / "run-all"

# In order of name: after each that misbehaves comes one that must not notice.
PROGRAMS = {
    "a_loops": "print('before', flush=True)\nwhile True:\n    pass\n",
    "b_says_hello": "print('hello')\n",
    "c_forks_without_end": ("import os\nwhile True:\n    try:\n        os.fork()\n"
                            "    except OSError:\n        pass\n"),
    "d_says_hello": "print('hello')\n",
    "e_exhausts_memory": "kept = []\nwhile True:\n    kept.append(bytes(1000000))\n",
    "f_says_hello": "print('hello')\n",
    "g_children_exhaust_memory": ("import os\nfor _ in range(5):\n    os.fork()\nkept = []\n"
                                  "while True:\n    try:\n        kept.append(bytes(50000))\n"
                                  "    except MemoryError:\n        pass\n"),
    "h_says_hello": "print('hello')\n",
    "i_faults": "import os\nos.kill(os.getpid(), 11)\n",
    "j_says_hello": "print('hello')\n",
    "k_writes_without_end": "while True:\n    print('spam' * 30)\n",
    "l_says_hello": "print('hello')\n",
    "m_leaves_a_child": ("import os, time\nif os.fork() == 0:\n    time.sleep(60)\n"
                         "    print('late')\nelse:\n    print('first')\n"),
    "n_says_hello": "print('hello')\n",
    "o_kills_all": ("import os\nos.kill(1, 9)\ntry:\n    os.kill(-1, 9)\n"
                    "except ProcessLookupError:\n    print('there is nobody')\n"),
    "p_closes_its_output": "import os, time\nos.close(1)\nos.close(2)\ntime.sleep(0.2)\nos._exit(7)\n",
    "q_looks_like_a_record": "print('status 18 0')\nprint('end')\nraise SystemExit(5)\n",
    "r_reads": "import sys\nprint(repr(sys.stdin.read()), sys.argv == [__file__])\n",
    "s_does_not_compile": "def (\n",
    "t_imports": "import shared.numbers\nprint(shared.numbers.SEVEN)\n",
    "u_bytes": "import os\nos.write(1, bytes(range(256)) * 300)\nos.write(2, b'\\xff\\n')\n",
}
STATUSES = {
    "a_loops": "timeout", "c_forks_without_end": "timeout", "e_exhausts_memory": "1",
    "g_children_exhaust_memory": "timeout", "i_faults": "signal 11",
    "k_writes_without_end": "timeout", "p_closes_its_output": "7", "q_looks_like_a_record": "5",
    "s_does_not_compile": "1",
}
# Which of 32 processes the kernel kills when no frame is left is chance; it can be the first.
KILLED_BY_CHANCE = ("g_children_exhaust_memory", b"signal 9\n")
MEMORY = "64"  # MiB: little, so that exhausting it takes no time


def run_all(directory, out, *arguments, **environment):
    return subprocess.run([RUN_ALL, directory, out, *arguments], stdin=subprocess.DEVNULL,
                          stdout=subprocess.PIPE, stderr=subprocess.PIPE, timeout=240,
                          env={**os.environ, "BUILD": str(BUILD), **environment})


def results_of(out, name):
    return tuple((out / f"{name}.{kind}").read_bytes() for kind in ("out", "err", "status"))


@pytest.fixture(scope="module")
def results(tmp_path_factory):
    directory = tmp_path_factory.mktemp("a directory of programs")
    for name, source in PROGRAMS.items():
        (directory / f"{name}.py").write_text(source)
    (directory / "shared").mkdir()
    (directory / "shared" / "numbers.py").write_text("SEVEN = 7\n")
    out = tmp_path_factory.mktemp("results")
    done = run_all(directory, out, "4", MEMORY=MEMORY)
    assert done.returncode == 0, (done.stdout, done.stderr)
    return directory, out, done


@pytest.mark.parametrize("name", PROGRAMS)
def test_each_program_ends_as_it_should(name, results):
    _, out, _ = results
    status = results_of(out, name)[2]
    assert status == STATUSES.get(name, "0").encode() + b"\n" or (name, status) == KILLED_BY_CHANCE


@pytest.mark.parametrize("name", [name for name in PROGRAMS if name.endswith("says_hello")])
def test_the_next_program_is_not_disturbed(name, results):
    assert results_of(results[1], name) == (b"hello\n", b"", b"0\n")


def test_output_is_kept_byte_for_byte(results):
    _, out, _ = results
    assert results_of(out, "u_bytes")[:2] == (bytes(range(256)) * 300, b"\xff\n")
    assert results_of(out, "a_loops")[0] == b"before\n"
    assert set(results_of(out, "k_writes_without_end")[0].split(b"\n")[:-1]) == {b"spam" * 30}
    assert results_of(out, "m_leaves_a_child")[0] == b"first\n"


def test_nothing_that_a_program_writes_is_taken_for_a_record(results):
    assert results_of(results[1], "q_looks_like_a_record")[0] == b"status 18 0\nend\n"


def test_standard_input_is_empty_and_modules_beside_are_found(results):
    assert results_of(results[1], "r_reads")[0] == b"'' True\n"
    assert results_of(results[1], "t_imports")[0] == b"7\n"


def test_messages_show_the_path_that_the_user_knows(results):
    directory, out, _ = results
    assert f'File "{directory}/s_does_not_compile.py", line 1'.encode() in results_of(
        out, "s_does_not_compile")[1]


def test_the_summary_counts(results):
    name, status = KILLED_BY_CHANCE
    killed = 1 + (results_of(results[1], name)[2] == status)
    assert results[2].stdout.decode() == (
        f"{len(PROGRAMS)} of {len(PROGRAMS)} programs: 12 exited with status 0, "
        f"4 exited with another status, {killed} killed by a signal, {5 - killed} out of time\n")


@pytest.mark.parametrize("arguments, message", [
    ([], "usage"), (["nowhere", "out"], "no such directory: nowhere"),
    ([".", "out", "soon"], "TIMEOUT must be a number of seconds, not 'soon'"),
    ([".", "out"], "there is no *.py in"),
])
def test_what_cannot_be_run_is_said(arguments, message, tmp_path):
    done = subprocess.run([RUN_ALL, *arguments], cwd=tmp_path, stdout=subprocess.PIPE,
                          stderr=subprocess.PIPE, env={**os.environ, "BUILD": str(BUILD)})
    assert done.returncode == 2 and message in done.stderr.decode()


# ---- The whole corpus ---------------------------------------------------------------------------

CORPUS_PROGRAMS = corpus_programs()


def flat_name(program):
    return program_id(program).replace("/", "__")


@pytest.fixture(scope="module")
def corpus_results(tmp_path_factory):
    """All programs in one directory, under names that say where they are from."""
    directory, out = tmp_path_factory.mktemp("corpus"), tmp_path_factory.mktemp("results")
    for program in CORPUS_PROGRAMS:
        (directory / f"{flat_name(program)}.py").write_bytes(program.read_bytes())
    for helper in corpus_helpers():
        parts = helper.parts[helper.parts.index("helpers"):]
        target = directory.joinpath(*parts)
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(helper.read_bytes())
    done = run_all(directory, out)
    assert done.returncode == 0, (done.stdout, done.stderr)
    return directory, out


@pytest.mark.parametrize("program", CORPUS_PROGRAMS, ids=program_id)
def test_the_corpus_runs_as_under_cpython(program, corpus_results):
    directory, out = corpus_results
    expected = oracle(program)

    def here(text):
        """Paths as they are in the flat directory; some programs print their own name."""
        text = text.replace(str(program), f"{directory}/{flat_name(program)}.py").replace(
            f"{program.parent}/helpers", f"{directory}/helpers")
        own_name = r"(?<![\w])" + re.escape(program.name)
        return re.sub(own_name, f"{flat_name(program)}.py", text).encode()

    status = f"signal {-expected.status}" if expected.status < 0 else str(expected.status)
    assert results_of(out, flat_name(program)) == (
        here(expected.stdout), here(expected.stderr), status.encode() + b"\n")
