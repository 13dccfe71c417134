"""strace PROGRAM writes down what the program asks of the kernel, as Linux's strace prints it."""
import re

import pytest

from support import ROOT, in_parallel, run_command

PROGRAMS = {
    "hello": (["/bin/python", "-c", "print('hi')"], 0),
    "missing": (["-e", "trace=open", "/bin/python", "-c", "open('/nowhere')"], 1),
    "no status": (["-e", "trace=stat64", "/bin/python", "-c", "import os; os.stat('/nowhere')"], 1),
    "bytes": (["-e", "write", "/bin/python", "-c",
               r"import os; os.write(1, b'a\0001\1b\"\\\n\t\x7f\xff' + 40 * b'.')"], 0),
    "killed": (["-e", "kill", "/bin/python", "-c",
                "import os; os.kill(os.getpid(), 15)"], 128 + 15),
    "handled": (["-e", "pause,setitimer", "/bin/python", "-c", "import signal\n"
                 "signal.signal(14, lambda *_: None)\n"
                 "signal.setitimer(0, 0.05); signal.pause()"], 0),
    "structs": (["-s", "3", "/bin/python", "-c", "import os\n"
                 "os.stat('/bin/python'); r, w = os.pipe(); os.listdir('/bin')\n"
                 "pid = os.fork() or os._exit(7); os.waitpid(pid, 0)\n"
                 "os.write(w, b'abcdef'); os.read(r, 10); os.access('/bin', os.R_OK | os.X_OK)"], 0),
}


@pytest.fixture(scope="module")
def traced():
    """{name: the lines of strace's output}"""
    def trace(name):
        arguments, status = PROGRAMS[name]
        done = run_command([ROOT / "user/run", ROOT / "user/strace.py", *arguments], timeout=120)
        assert done.status == status, done.text()
        return name, done
    return dict(in_parallel(trace, PROGRAMS))


def lines(traced, name):
    return traced[name].stderr.splitlines()


def test_calls_are_printed_with_arguments_and_results(traced):
    first, *rest, end, ended = lines(traced, "hello")
    assert re.fullmatch(r'execve\("/bin/python", \["/bin/python", "-c", "print\(\'hi\'\)"\], '
                        r"0x[0-9a-f]+ /\* \d+ vars? \*/\) = 0", first)
    assert r'write(1, "hi\n", 3)                     = 3' in rest
    assert end == "exit_group(0)                           = ?"
    assert ended == "+++ exited with 0 +++"
    assert traced["hello"].stdout == "hi\n"
    assert any(re.fullmatch(r"brk\(0x[0-9a-f]+\) += 0x[0-9a-f]+", line)
               for line in lines(traced, "hello"))


def test_errors_have_names(traced):
    assert 'open("/nowhere", O_RDONLY|O_CLOEXEC)    = -1 ENOENT (No such file or directory)' \
        in lines(traced, "missing")


def test_what_a_failed_call_did_not_fill_in_is_an_address(traced):
    assert any(re.fullmatch(r'stat64\("/nowhere", 0x[0-9a-f]+\) += -1 ENOENT .*', line)
               for line in lines(traced, "no status"))


def test_only_the_chosen_calls_are_printed(traced):
    names = {line.partition("(")[0] for line in lines(traced, "missing")
             if re.match(r"\w+\(.* = ", line)}
    assert names == {"open"}


def test_bytes_are_printed_in_the_notation_of_c(traced):
    assert lines(traced, "bytes")[0].startswith(
        r'write(1, "a\0001\1b\"\\\n\t\177\377' + 21 * "." + '"..., 51)')


def test_signals_are_printed(traced):
    kill, signal, end = lines(traced, "killed")
    pid = re.fullmatch(r"kill\((\d+), SIGTERM\) += 0", kill)[1]
    assert signal == f"--- SIGTERM {{si_signo=SIGTERM, si_code=SI_USER, si_pid={pid}}} ---"
    assert end == "+++ killed by SIGTERM +++"
    timer, pause, signal, end = lines(traced, "handled")
    assert "it_value={tv_sec=0, tv_usec=50000}}, {it_interval={" in timer
    assert re.fullmatch(r"pause\(\) += -1 EINTR \(Interrupted system call\)", pause)
    assert signal.startswith("--- SIGALRM {si_signo=SIGALRM, ") and end.endswith("with 0 +++")


@pytest.mark.parametrize("pattern", [
    r'stat64\("/bin/python", \{st_mode=S_IFREG\|0755, st_size=\d+, \.\.\.\}\) += 0',
    r"pipe2\(\[3, 4\], O_CLOEXEC\) += 0", r'write\(4, "abc"\.\.\., 6\) += 6',
    r'read\(3, "abc"\.\.\., 10\) += 6', r'access\("/bin", X_OK\|R_OK\) += 0',
    r'open\("/bin", O_RDONLY\|O_DIRECTORY\|O_CLOEXEC\) += \d',
    r"getdents64\(\d, 0x[0-9a-f]+ /\* [1-9]\d* entries \*/, \d+\) += \d+", r"fork\(\) += 3",
    r"waitpid\(3, \[\{WIFEXITED\(s\) && WEXITSTATUS\(s\) == 7\}\], 0\) += 3"])
def test_structs_and_flags_are_printed(traced, pattern):
    assert any(re.fullmatch(pattern, line) for line in lines(traced, "structs")), \
        traced["structs"].stderr


@pytest.mark.parametrize("arguments, status, message", [
    (["nowhere"], 1, "strace: Can't stat 'nowhere': No such file or directory\n"),
    (["-p", "77"], 1, "strace: attach: ptrace(PTRACE_ATTACH, 77): No such process\n"),
    (["-x"], 1, "strace: invalid option -- 'x'\nTry 'strace -h' for more information.\n"),
    ([], 1, "strace: must have PROGRAM [ARGS] or -p PID\n"
            "Try 'strace -h' for more information.\n")])
def test_mistakes_are_told(arguments, status, message):
    done = run_command([ROOT / "user/run", ROOT / "user/strace.py", *arguments], timeout=120)
    assert (done.stdout, done.stderr, done.status) == ("", message, status)


def test_help():
    done = run_command([ROOT / "user/run", ROOT / "user/strace.py", "-h"], timeout=120)
    assert done.status == 0 and "usage: strace [-e CALLS]" in done.stdout
