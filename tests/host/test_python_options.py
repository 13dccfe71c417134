"""python's options -O, -OO, -W and -u, and PYTHONBREAKPOINT, compared with CPython's."""
import os
import subprocess

import pytest

from support import CPYTHON, host_tool, run_command

PROGRAM = '''"""doc"""
import sys, warnings
def f():
    "f's doc"
    assert 0, "no"
    return __debug__
class A:
    "A's doc"
print(f() if sys.flags.optimize else "asserts", f.__doc__, A.__doc__, __doc__, __debug__)
if __debug__:
    print("debugging")
warnings.warn("first", DeprecationWarning)
warnings.warn("second")
print(1 is 1, 1if 2else 3, "\\d")
print(sys.warnoptions)
'''
OPTIONS = ["", "-O", "-OO", "-Wignore", "-W ignore::UserWarning", "-W foo", "-W error::Nope",
           "-W a:b:c:d:e:f", "-W ignore:second", "-W always:::__main__", "-W default -u",
           "-S -E -s -B -q", "-OOW ignore", "-W ignore:::x:-3", "-W error::a.b", "-W error::int",
           "-W ignore -W default::UserWarning", "-W error::SyntaxWarning", "-W always"]


@pytest.mark.skipif(not CPYTHON, reason="CPython 3.11 is not on this computer")
@pytest.mark.parametrize("options", OPTIONS)
def test_options_do_what_they_do_in_cpython(tmp_path, options):
    program = tmp_path / "program.py"
    program.write_text(PROGRAM)
    theirs = run_command([CPYTHON, *options.split(), program])
    assert run_command([host_tool("python"), *options.split(), program]).text() == theirs.text()


def test_a_warning_becomes_an_error():
    outcome = run_command([host_tool("python"), "-W", "error", "-c",
                           "import warnings; warnings.warn('careful')"])
    assert outcome.stderr.endswith("UserWarning: careful\n") and outcome.status == 1


def test_unbuffered_output_stands_in_the_order_in_which_it_was_written():
    program = ("import os, sys; print('a'); sys.stdout.write('b'); os.write(2, b'!'); "
               "print('c', end=''); os.write(2, b'?')")
    done = subprocess.run([host_tool("python"), "-u", "-c", program], stdout=subprocess.PIPE,
                          stderr=subprocess.STDOUT, timeout=60)
    assert done.stdout == b"a\nb!c?"


def test_an_option_without_its_argument_or_meaning_is_refused():
    for option, said in (("-W", "Argument expected for the -W option"), ("-v", "Unknown option: -v")):
        outcome = run_command([host_tool("python"), option])
        assert said in outcome.stderr and outcome.status == 2


@pytest.mark.skipif(not CPYTHON, reason="CPython 3.11 is not on this computer")
@pytest.mark.parametrize("value", ["0", "print", "builtins.print", "no.such"])
def test_breakpoint_asks_the_environment_as_in_cpython(value):
    def outcome(python):
        return run_command([python, "-c", "print(breakpoint(1, end='!'))"],
                           env={**os.environ, "PYTHONBREAKPOINT": value}).text()
    assert outcome(host_tool("python")) == outcome(CPYTHON)
