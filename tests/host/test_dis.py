"""Module dis: its columns are CPython's, and it shows what `pyc -d` shows of the same program."""
import re

import pytest

from support import host_tool, run_command

PROGRAM = '''\
def f(a, b=2):
    def g():
        return a
    for i in range(3):
        try:
            x = a + i
        except ValueError:
            pass
    return [y for y in (1, 2)], g, x


class C:
    def method(self):
        yield self
'''
# line, ">>", offset, name; then perhaps fields and what they name
LINE = re.compile(r"[ \d]{3}     (  |>>) [ \d]{4,} ([A-Z_]+)( +[-\d: ]+\(.*\))?$")


@pytest.fixture
def program(tmp_path):
    path = tmp_path / "program.py"
    path.write_text(PROGRAM)
    return path


def python(*arguments):
    outcome = run_command([host_tool("python"), *arguments])
    assert outcome.stderr == "" and outcome.status == 0, outcome.text()
    return outcome.stdout


def test_it_shows_what_pyc_shows(program):
    shown = re.sub(r" at 0x[0-9a-f]+", "", python("-m", "dis", program))
    assert shown == run_command([host_tool("pyc"), "-d", program]).stdout
    assert shown.count("Disassembly of") == 5


def test_lines_are_in_the_columns_of_cpython(program):
    shown = python("-c", f"import dis; exec({PROGRAM!r}); dis.dis(f)").splitlines()
    instructions = [line for line in shown if line and not line.startswith(("Dis", "Exc"))
                    and "->" not in line]
    assert len(instructions) > 20
    for line in instructions:
        assert LINE.match(line), line


def test_instructions_can_be_iterated_over():
    shown = python("-c", "import dis\ndef f(x): return x + 1\n"
                   "for i in dis.get_instructions(f): print(i.opname, i.offset, i.starts_line)\n"
                   "print(list(dis.findlinestarts(f.__code__)), dis.Bytecode(f).info()[:20])")
    assert shown == ("BINARY_ADD 0 2\nRETURN_VALUE 8 None\n[(0, 2)] Name:              f\n")


def test_classes_source_and_tracebacks_are_shown():
    shown = python("-c", "import dis\nclass C:\n    def m(self): return 1\n"
                   "dis.dis(C)\ndis.dis('x + 1')\n"
                   "try: 1 / 0\nexcept ZeroDivisionError as e: dis.distb(e.__traceback__)\n"
                   "try: dis.dis(3)\nexcept TypeError as e: print(e)")
    assert "Disassembly of m:" in shown and "BINARY_ADD" in shown
    assert re.search(r"^  6 -->.*BINARY_TRUE_DIVIDE", shown, re.M), shown
    assert shown.endswith("don't know how to disassemble int objects\n")
