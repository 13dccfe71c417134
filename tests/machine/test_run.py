"""user/run: one program, run on the machine as if it were a command of the host."""
import os
import signal
import subprocess
import time

import pexpect
import pytest

from support import BUILD, CPYTHON, ROOT

RUN = ROOT / "user" / "run"
MACHINE_FAILED = 125


def user_run(*arguments, cwd=ROOT, **environment):
    done = subprocess.run([RUN, *arguments], cwd=cwd, stdin=subprocess.DEVNULL, timeout=60,
                          stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                          env={**os.environ, "BUILD": str(BUILD), "TIMEOUT": "40", **environment})
    return done.stdout.decode(), done.stderr.decode(), done.returncode


def cpython(*arguments, cwd=ROOT):
    if not CPYTHON:
        pytest.skip("CPython 3.11 is not on this computer")
    done = subprocess.run([CPYTHON, *arguments], cwd=cwd, stdin=subprocess.DEVNULL,
                          stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    return done.stdout.decode(), done.stderr.decode(), done.returncode


def write(path, text):
    path.write_text(text)
    return path.name


PROGRAMS = {
    "hello": 'print("Hello, World!")\n',
    "both_outputs": "import sys\nprint('out')\nprint('err', file=sys.stderr)\nprint('out 2')\n",
    "no_output": "x = 1\n",
    "exit_3": "import sys\nprint('before')\nsys.exit(3)\n",
    "exit_255": "import sys\nsys.exit(255)\n",
    "exit_127": "import sys\nsys.exit(127)\n",
    "exit_message": "import sys\nsys.exit('gone')\n",
    "traceback": "def f(x):\n    return 1 // x\n\nprint('first')\nf(0)\n",
    "recursion": "def f(n):\n    return f(n + 1)\nf(0)\n",
    "syntax_error": "print('never')\nx = = 1\n",
    "unicode": "print('ä € 𝄞')\n",
    "no_newline": "print('end', end='')\n",
}


@pytest.mark.parametrize("name", PROGRAMS)
def test_same_output_and_status_as_python3(name, tmp_path):
    program = write(tmp_path / f"{name}.py", PROGRAMS[name])
    assert user_run(program, cwd=tmp_path) == cpython(program, cwd=tmp_path)


def test_arguments_arrive_as_typed(tmp_path):
    program = write(tmp_path / "arguments.py", "import sys\nfor a in sys.argv: print(repr(a))\n")
    arguments = ["a b", "", "-x", "--", "it's", '"quoted"', "tab\tnew\nline", "ä€", "*", "$HOME", "\\"]
    assert user_run(program, *arguments, cwd=tmp_path) == cpython(program, *arguments, cwd=tmp_path)


def test_path_is_shown_as_python3_shows_it(tmp_path):
    (tmp_path / "a b").mkdir()
    write(tmp_path / "a b" / "x y.py", "import sys\nprint(sys.argv)\n{}[1]\n")
    for path in ("./a b/x y.py", "a b/../a b/x y.py", str(tmp_path / "a b" / "x y.py")):
        assert user_run(path, cwd=tmp_path) == cpython(path, cwd=tmp_path)


def test_missing_program_is_status_2(tmp_path):
    out, err, status = user_run("absent.py", cwd=tmp_path)
    assert (out, status) == ("", 2) and "absent.py" in err and "No such file" in err


def test_wrong_usage_is_status_2():
    for arguments in ([], ["--frobnicate", "x.py"]):
        out, err, status = user_run(*arguments)
        assert (out, status) == ("", 2) and "usage: user/run" in err


def test_help():
    out, err, status = user_run("--help")
    assert status == 0 and "usage: user/run" in out and "125" in out


def test_log_goes_to_run_log_and_nowhere_else(tmp_path):
    program = write(tmp_path / "x.py", "print('only this')\n")
    assert user_run(program, cwd=tmp_path) == ("only this\n", "", 0)
    log = (BUILD / "run.log").read_text()
    assert "ext2:" in log and log.rstrip().endswith("power off: status 0")
    assert "only this" not in log


def test_output_can_be_appended_to_a_file(tmp_path):
    program = write(tmp_path / "x.py", "import sys\nprint('out')\nprint('err', file=sys.stderr)\n")
    (tmp_path / "file").write_text("first\n")
    # In a file, CPython's standard output comes at the end: ours too.
    for redirection, expected in ((">> file", "first\nout\n"), (">> file 2>&1", "first\nout\nerr\nout\n")):
        subprocess.run(f"{RUN} {program} {redirection}", shell=True, cwd=tmp_path, check=True,
                       stderr=subprocess.DEVNULL, env={**os.environ, "BUILD": str(BUILD)})
        assert (tmp_path / "file").read_text() == expected


def test_large_output_arrives_whole_at_a_slow_reader(tmp_path):
    program = write(tmp_path / "x.py", "for i in range(6000):\n    print(i, 'x' * 90)\n")
    process = subprocess.Popen([RUN, program], cwd=tmp_path, stdout=subprocess.PIPE,
                               env={**os.environ, "BUILD": str(BUILD)})
    time.sleep(1)
    received = process.stdout.read().decode()
    assert process.wait(timeout=60) == 0
    assert received == cpython(program, cwd=tmp_path)[0]


def test_reader_that_goes_away_does_not_hold_it_up(tmp_path):
    program = write(tmp_path / "x.py", "for i in range(6000):\n    print(i, 'x' * 90)\n")
    done = subprocess.run(f"{RUN} {program} | head -n 1", shell=True, cwd=tmp_path, timeout=30,
                          stdout=subprocess.PIPE, env={**os.environ, "BUILD": str(BUILD)})
    assert done.stdout.decode() == "0 " + "x" * 90 + "\n"


def test_on_a_terminal_output_and_traceback_keep_their_order(tmp_path):
    program = write(tmp_path / "x.py", "print('one')\nprint('two')\n1 // 0\n")
    terminal = pexpect.spawn(str(RUN), [program], cwd=tmp_path, timeout=30, encoding="utf-8",
                             env={**os.environ, "BUILD": str(BUILD)})
    terminal.expect(pexpect.EOF)
    terminal.close()
    lines = terminal.before.splitlines()
    assert lines[:3] == ["one", "two", "Traceback (most recent call last):"], terminal.before
    assert lines[-1] == "ZeroDivisionError: integer division or modulo by zero"
    assert terminal.exitstatus == 1


def test_two_run_at_the_same_time(tmp_path):
    processes = []
    for word in ("first", "second"):
        program = write(tmp_path / f"{word}.py", f"for i in range(300):\n    print('{word}', i)\n")
        processes.append((word, subprocess.Popen(
            [RUN, program], cwd=tmp_path, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
            env={**os.environ, "BUILD": str(BUILD)})))
    for word, process in processes:
        out, err = process.communicate(timeout=60)
        assert out.decode() == "".join(f"{word} {i}\n" for i in range(300))
        assert (err, process.returncode) == (b"", 0)


def test_nothing_stays_behind(tmp_path):
    program = write(tmp_path / "x.py", "1 // 0\n")
    (tmp_path / "temporary").mkdir()
    user_run(program, cwd=tmp_path, TMPDIR=str(tmp_path / "temporary"))
    user_run("absent.py", cwd=tmp_path, TMPDIR=str(tmp_path / "temporary"))
    assert list((tmp_path / "temporary").iterdir()) == []


# ---- When the machine fails ----

def failing_qemu(tmp_path, script):
    """A QEMU that does something else, or does it otherwise."""
    path = tmp_path / "qemu"
    path.write_text(f"#!/bin/sh\n{script}\n")
    path.chmod(0o755)
    return str(path)


def test_missing_qemu_is_status_125(tmp_path):
    program = write(tmp_path / "x.py", "print(1)\n")
    out, err, status = user_run(program, cwd=tmp_path, QEMU="/nowhere/qemu")
    assert (out, status) == ("", MACHINE_FAILED) and "/nowhere/qemu" in err


def test_panic_is_status_125(tmp_path):
    program = write(tmp_path / "x.py", "print(1)\n")
    qemu = failing_qemu(tmp_path, 'exec qemu-system-i386 "$@" -append "provoke=panic log=com3"')
    out, err, status = user_run(program, cwd=tmp_path, QEMU=qemu)
    assert (out, status) == ("", MACHINE_FAILED) and "PANIC" in err and "backtrace" in err


def test_triple_fault_is_status_125(tmp_path):
    """QEMU ends with status 0 then."""
    program = write(tmp_path / "x.py", "print(1)\n")
    out, err, status = user_run(program, cwd=tmp_path, QEMU=failing_qemu(tmp_path, "exit 0"))
    assert (out, status) == ("", MACHINE_FAILED) and "machine" in err


def test_time_limit_is_status_125(tmp_path):
    program = write(tmp_path / "x.py", "print('begin', flush=True)\nwhile True: pass\n")
    out, err, status = user_run(program, cwd=tmp_path, TIMEOUT="2")
    assert (out, status) == ("begin\n", MACHINE_FAILED) and "2 seconds" in err


def heed_interrupts():
    """As in a terminal's foreground: what a shell starts with & ignores SIGINT, and a shell script
    may not trap what was ignored when it began (POSIX, trap)."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


def test_interrupt_ends_the_machine(tmp_path):
    program = write(tmp_path / "x.py", "print('begin', flush=True)\nwhile True: pass\n")
    process = subprocess.Popen([RUN, program], cwd=tmp_path, stdout=subprocess.PIPE,
                               start_new_session=True, preexec_fn=heed_interrupts, env={
                                   **os.environ, "BUILD": str(BUILD), "TMPDIR": str(tmp_path)})
    assert process.stdout.readline() == b"begin\n"
    os.killpg(process.pid, signal.SIGINT)
    assert process.wait(timeout=10) == 130
    process.stdout.close()
    left = subprocess.run(["ps", "-o", "args=", "-g", str(process.pid)], stdout=subprocess.PIPE)
    assert "qemu" not in left.stdout.decode()


# ---- make run PROG= ----

def test_make_run_prog_fails_when_the_program_does(tmp_path):
    good = tmp_path / "good.py"
    bad = tmp_path / "bad.py"
    good.write_text("import sys\nprint(sys.argv[1:])\n")
    bad.write_text("import sys\nsys.exit(3)\n")
    def make(program, arguments=""):
        return subprocess.run(["make", "run", f"PROG={program}", f"ARGS={arguments}",
                               f"BUILD={os.path.relpath(BUILD, ROOT)}"], cwd=ROOT, timeout=120,
                              stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    done = make(good, "a b")
    assert done.returncode == 0 and done.stdout.decode().endswith("['a', 'b']\n"), done
    done = make(bad)
    assert done.returncode != 0 and b"Error 3" in done.stderr
