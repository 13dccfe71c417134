"""Module dis: its columns are CPython's, and it shows what `pyc -d` shows of the same program."""
import re

import pytest

from support import CPYTHON, host_tool, run_command

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


# What each line asks of dis; what is printed must have CPython's layout (layout_of, below).
LAYOUT = '''\
import dis, io, types

def straight(a, b):
    first = a + b
    second = [first,
              a]
    return second

def handlers(n):
    for i in range(n):
        try:
            n += i
        except ValueError:
            n = 1
        except (TypeError, KeyError) as error:
            n = 2
    with open(n) as file:
        n = 3
    print(n)

class Outer:
    data = 5
    class Inner:
        def deep(self): return 2
    @staticmethod
    def fixed(): return 1
    @classmethod
    def made(cls): return cls
    name = lambda self: 3

def nested(a):
    b = lambda: (lambda: a)
    return [y for y in b()]

def generator():
    yield 1
    yield 2

def fails():
    return 1 / 0

module = types.ModuleType("module")
module.straight, module.number = straight, 1
instance = types.SimpleNamespace(run=straight)

def show(what, **options):
    print("=====")
    try:
        dis.dis(what, **options)
    except Exception as error:
        print(type(error).__name__, error)

for what in (straight, handlers, generator, generator(), Outer, Outer().name, Outer.fixed,
             Outer.__dict__["made"], module, instance, "x = 1\\ny = lambda: 2\\n", "x + 1", "x +",
             straight.__code__, 5, None, len, int, [1], 2.5, Outer.made, dis):
    if what is not dis:
        show(what)
show(Outer, depth=0)
show(nested)
show(nested, depth=0)
show(nested, depth=1)
output = io.StringIO()
show(straight, file=output)
print(len(output.getvalue()) > 100)
show(straight, adaptive=True)
try:
    fails()
except ZeroDivisionError as error:
    tb = error.__traceback__
print(dis.Bytecode(straight, first_line=1000).dis())
print(dis.Bytecode.from_traceback(tb).dis())
print(dis.Bytecode(straight).first_line)
for ask in (lambda: dis.distb(), lambda: dis.Bytecode(5), lambda: dis.code_info(Outer),
            lambda: next(dis.get_instructions(5))):
    try:
        ask()
    except Exception as error:
        print(type(error).__name__, error)
print(dis.pretty_flags(0x2b), dis.pretty_flags(0), dis.cmp_op, dis.disco is dis.disassemble)
print(dis.code_info(straight.__code__).splitlines()[:6], dis.code_info("x = y").splitlines()[0])
print(all(dis.opname[number] == name for name, number in dis.opmap.items()))
print(list(dis.Instruction._fields), dis.Positions._fields)
'''
WITHOUT_A_PLACE = {"RESUME", "NOP", "RETURN_GENERATOR", "POP_TOP", "MAKE_CELL", "COPY_FREE_VARS"}
INSTRUCTION = re.compile(r"([ \d]{3,}) (   |-->) (  |>>) [ \d]{4,} ([A-Z_]+)( +(.*))?$")


def layout_of(text):
    """The headings, the numbers of the lines that have instructions, in order, and the lines with
    an arrow; without the instructions, which differ."""
    lines, number, opcodes = [], None, set()
    for line in text.splitlines() + [""]:
        match = INSTRUCTION.match(line)
        if number is not None and (not match or match[1].strip()):
            if opcodes - WITHOUT_A_PLACE:
                lines.append(f"line {number}")
            number = None
        if match:
            if match[1].strip():
                number, opcodes = int(match[1]), set()
            opcodes.add(match[4])
            if match[2] == "-->":
                lines.append("arrow")
        elif line:
            lines.append(re.sub(r" at 0x[0-9a-f]+", "", line))
    return [line for line in lines if " to " not in line]


@pytest.mark.skipif(not CPYTHON, reason="needs CPython 3.11")
def test_the_layout_is_that_of_cpython(tmp_path):
    path = tmp_path / "layout.py"
    path.write_text(LAYOUT)
    theirs = run_command([CPYTHON, path])
    assert theirs.stderr == ""
    ours = python(path)
    assert layout_of(ours) == layout_of(theirs.stdout)
    assert len(layout_of(ours)) > 100


def test_it_is_a_program_too(program):
    empty = "  1           0 RETURN_VALUE            -1           (None)\n"
    assert python("-m", "dis", "-") == empty
    assert run_command([host_tool("python"), "-m", "dis", "-h"]).stdout.startswith("usage: dis.py")
    missing = run_command([host_tool("python"), "-m", "dis", "missing"])
    assert missing.stderr == ("usage: dis.py [-h] [infile]\ndis.py: error: argument infile: can't "
                              "open 'missing': [Errno 2] No such file or directory: 'missing'\n")
    assert missing.status == 2
