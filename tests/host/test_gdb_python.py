"""GDB's Python level (interp/gdb/): every py- command on a known program at a known line, in the
64-bit and the 32-bit interpreter; counts as the program itself sees them; steps as CPython's
sys.settrace counts lines; and memory that makes no sense."""
import re
import shutil
import subprocess

import pytest

from support import CPYTHON, ROOT, host_tool, run_command

PROGRAMS = ROOT / "tests" / "host" / "gdb"
KNOWN, LINES, RELATIVES, TYPED = (PROGRAMS / name for name in (
    "known.py", "lines.py", "relatives.py", "typed.py"))
STOP = next(number for number, line in enumerate(KNOWN.read_text().splitlines(), 1)
            if line.endswith("# stop here"))
TIME_LIMIT = 60  # seconds for one GDB
KINDS = ["host", "host32"]

pytestmark = pytest.mark.skipif(not shutil.which("gdb"), reason="there is no gdb")


def gdb(kind, program, commands, arguments=()):
    """What GDB says to each command, in order; what it says before the first comes first. The
    program's own output stands between."""
    line = ["gdb", "-batch", "-nx", "-iex", "set debuginfod enabled off",
            "-iex", "set pagination off", "-iex", "set width 0",
            "-x", str(ROOT / "interp" / "gdb" / "load.py")]
    for command in commands:
        line += ["-ex", "echo @@@", "-ex", command]
    done = subprocess.run([*line, "--args", str(host_tool("python", kind)), str(program),
                           *arguments], stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                          stderr=subprocess.STDOUT, timeout=TIME_LIMIT)
    return [part.strip("\n") for part in done.stdout.decode().split("@@@")]


def at_stop(kind, *commands, program=KNOWN, line=STOP):
    """What GDB says to the commands, the program standing at the line."""
    return gdb(kind, program, [f"py-break {program.name}:{line}", "run", *commands])[3:]


# ---- looking -------------------------------------------------------------------------------------

LOOKS = [
    "py-bt", "py-bt-full", "py-locals", "py-globals", "py-list", "py-list 1,2", "py-dis", "py-exc",
    "py-print a", "py-print items", "py-print items[1]", "py-print table['self'][0]",
    "py-print point.x", "py-print point.colour", "py-print len", "py-print KNOWN_NOWHERE",
    "py-print slotted", "py-print slotted.b", "py-print point.length", "py-print queue[1]",
    "py-print spot.column", "py-print error.args[0]", "py-print steps.stop", "py-print table[2]",
    "py-print items[table['one']]", "py-print a + 1", "py-print len(items)", "py-print narrow[0]",
    "py-list 1,x", "py-list 9,3", "py-list 1000", "py-list numbers", "py-list items",
    "py-break known.py:1", "py-break known.py:6", "py-break known.py:1000", "py-break other.py:1",
    "py-delete", "py-print a b", "py-print 5", "py-refs queue[1]", "py-refs Stack",
    "py-print stack", "py-print paused", "py-print items[99]", "py-print many",
    "set py-limit unlimited", "py-print many", "py-print long_text", "set py-limit 1000",
    "py-print long_text", "bt", "print interpreter.frame->function", "print (Object *)0x10",
    "py-dis numbers", "py-heap", "py-help", "py-up", "py-locals", "py-up", "py-up", "py-down 2",
    "py-down", "print interpreter.frame", "info threads"]


@pytest.fixture(scope="module")
def said():
    """{(kind, command): what GDB said}, of a command that comes twice the last one."""
    found = {}
    for kind in KINDS:
        answers = at_stop(kind, *LOOKS)
        assert len(answers) == len(LOOKS), answers
        for number, command in enumerate(LOOKS):
            key = command if LOOKS.index(command) == number else command + " (2)"
            found[kind, key] = answers[number]
    return found


both_kinds = pytest.mark.parametrize("kind", KINDS)
REFS = r"<refs \d+ @0x[0-9a-f]+>"


@both_kinds
def test_backtrace_shows_the_calls(said, kind):
    lines = said[kind, "py-bt"].splitlines()
    assert lines[0].startswith(">#0   inner (a=7, key='k', rest=(2,), others={'z': 9}) at ")
    assert lines[0].endswith(f"known.py:{STOP}")
    assert lines[1].startswith(" #1   outer (n=7) at ")
    assert lines[2].startswith(" #2   <module> () at ")
    assert len(lines) == 3


@both_kinds
def test_full_backtrace_shows_variables_of_each_call(said, kind):
    text = said[kind, "py-bt-full"]
    assert re.search(rf"^        a = int 7 {REFS}$", text, re.M)
    assert re.search(rf"^        i = int 2 {REFS}$", text, re.M)
    assert re.search(r"^        Stack = type <class '__main__.Stack'> ", text, re.M)


VALUES = {
    "narrow": "str 'grüß'", "wide": "str '€ uro'", "widest": "str '🐍 py'", "small": "int 42",
    "big": f"int {10 ** 40}", "negative": f"int {-2 ** 100}", "ratio": "float 2.5",
    "blob": "bytes b'\\x00bytes'", "items": "list [1, 2.5, None, True, 'text', [...]]",
    "letters": "set {'x'}", "frozen": "frozenset frozenset({7})",
    "table": "dict {'one': 1, 2: (3,), None: [], 'self': [1, 2.5, None, True, 'text', [...]], "
             "'cycle': {...}}",
    "point": "Point <Point(x=1, y='y', owner=[1, 2.5, None, True, 'text', [...]])>",
    "slotted": "Slotted <Slotted(a='slot')>", "stack": "Stack [1]",
    "queue": "collections.deque deque([1, [2]], maxlen=5)",
    "groups": "collections.defaultdict defaultdict(<class 'list'>, {'a': [1]})",
    "changing": "bytearray bytearray(b'\\x00b')", "keys": "dict_keys dict_keys([1])",
    "pairs": "dict_items dict_items([(1, 2)])", "spot": "Spot Spot(row=3, column=[4])",
    "above": "super <super: <class 'Stack'>, <Stack object>>",
    "upper": "method_descriptor <method 'upper' of 'str' objects>",
    "window": "slice slice(1, None, 2)", "steps": "range range(0, 10, 3)",
    "error": "KeyError KeyError('missing')",
    "second": "ZeroDivisionError ZeroDivisionError('division by zero')"}


@both_kinds
def test_locals_read_as_repr_would_say_them(said, kind):
    shown = dict(line.split(" = ", 1) for line in said[kind, "py-locals"].splitlines())
    for name, value in VALUES.items():
        assert re.fullmatch(re.escape(value) + " " + REFS + r"(  \(shared variable\))?",
                            shown[name]), shown[name]
    assert "(shared variable)" in shown["point"]
    assert shown["closure"].startswith("function <function inner.<locals>.closure at 0x")
    assert "suspended at line" in shown["paused"]
    assert re.match(r"weakref.ReferenceType <weakref at 0x\w+; to 'Point' at 0x\w+> ",
                    shown["weak"])
    assert re.match(r"\S+ <built-in method append of list object at 0x\w+> ", shown["append"])
    assert "result" not in shown  # not bound yet


@both_kinds
def test_globals_of_the_module(said, kind):
    shown = dict(line.split(" = ", 1) for line in said[kind, "py-globals"].splitlines())
    assert shown["sys"].startswith("module <module 'sys'> <refs ")
    assert shown["outer"].startswith("function <function outer at 0x")
    assert shown["__name__"].startswith("str '__main__' ")


@both_kinds
@pytest.mark.parametrize("name, answer", [
    ("a", "local a = int 7"), ("items[1]", "item items[1] = float 2.5"),
    ("table['self'][0]", "item table['self'][0] = int 1"),
    ("point.x", "attribute point.x = int 1"),
    ("point.colour", "class attribute point.colour = str 'red'"),
    ("slotted.b", "py-print: slotted.b has no value: nothing is in its slot"),
    ("point.length", "py-print: point.length is computed by code, and none is run "
                     "here: py-print 0x"),
    ("queue[1]", "item queue[1] = list [2]"),
    ("spot.column", "attribute spot.column = list [4]"),
    ("error.args[0]", "item error.args[0] = str 'missing'"),
    ("steps.stop", "attribute steps.stop = int 10"),
    ("table[2]", "item table[2] = tuple (3,)"),
    ("items[table['one']]", "item items[table['one']] = float 2.5"),
    ("a + 1", "py-print: \"a + 1\" would have to be computed, and no code is run here: "),
    ("len(items)", "py-print: \"len(items)\" would have to be computed"),
    ("narrow[0]", "py-print: narrow[0] is no object in memory: narrow is of type str"),
    ("a b", "py-print: cannot read \"a b\": it may be NAME, or @ADDRESS, and behind it "),
    ("5", "py-print: \"5\" begins with a number; an address is written @0x"),
    ("len", "built-in len = builtin_function_or_method <built-in function len>"),
    ("KNOWN_NOWHERE", "py-print: no variable \"KNOWN_NOWHERE\" here"),
    ("items[99]", "py-print: items has 6 items: there is no [99]")])
def test_print_finds_names_as_the_program_would(said, kind, name, answer):
    assert said[kind, f"py-print {name}"].startswith(answer)


@both_kinds
def test_nothing_is_cut_without_saying_so(said, kind):
    cut = "... (cut here; \"set py-limit unlimited\" shows all)"
    assert cut in said[kind, "py-print many"]
    assert "398, 399]" in said[kind, "py-print many (2)"]
    assert "z" * 5000 + "'" in said[kind, "py-print long_text"]
    assert cut in said[kind, "py-print long_text (2)"]


@both_kinds
def test_list_marks_the_line(said, kind):
    lines = said[kind, "py-list"].splitlines()
    assert len(lines) == 11
    assert f">{STOP:>4}                result = a + 1  # stop here" in lines
    assert said[kind, "py-list 1,2"].splitlines()[0].startswith("    1    # The program that")


@both_kinds
def test_list_says_what_it_cannot_show(said, kind):
    assert said[kind, "py-list 1,x"] == 'py-list: "x" is not a number'
    assert said[kind, "py-list 9,3"] == "py-list: 3 comes before 9"
    count = len(KNOWN.read_text().splitlines())
    assert said[kind, "py-list 1000"].endswith(f"known.py has {count} lines")
    assert "def numbers(limit):" in said[kind, "py-list numbers"]
    assert said[kind, "py-list items"] == "py-list: items has no bytecode: it is of type list"


@both_kinds
def test_breakpoint_where_no_code_is_is_refused(said, kind):
    """In a file that is running; another one may still come."""
    for line in (1, 6):  # a comment, an empty line
        assert re.fullmatch(rf"py-break: there is no code in line {line} of .*known.py",
                            said[kind, f"py-break known.py:{line}"])
    assert re.fullmatch(r"py-break: .*known.py has \d+ lines", said[kind, "py-break known.py:1000"])
    assert said[kind, "py-break other.py:1"] == "Python breakpoint 2 at other.py:1"


def listing(name):
    """What `pyc -d` prints for the code object."""
    text = run_command([host_tool("pyc"), "-d", KNOWN]).stdout
    parts = re.split(r"\nDisassembly of <code object (\S+), file.*\n", text)
    return parts[parts.index(name) + 1].rstrip("\n")


@both_kinds
@pytest.mark.parametrize("command, name", [("py-dis", "inner"), ("py-dis numbers", "numbers")])
def test_bytecode_is_listed_as_by_the_disassembler(said, kind, command, name):
    found = said[kind, command].splitlines()
    assert [line.replace("-->", "   ", 1) for line in found] == listing(name).splitlines()
    arrows = [line for line in found if "-->" in line]
    if command == "py-dis":
        assert len(arrows) == 1
        assert re.match(rf" ?{STOP} --> .* BINARY_ADD ", arrows[0])
    else:
        assert not arrows


@both_kinds
def test_exceptions_being_handled(said, kind):
    text = said[kind, "py-exc"]
    assert text.startswith("Being handled:")
    assert text.index("KeyError KeyError('missing') <refs") < text.index("which led to:") \
        < text.index("ZeroDivisionError ZeroDivisionError('division by zero') <refs")
    assert re.search(r'  File ".*known.py", line \d+, in inner', text)


@both_kinds
def test_plain_backtrace_has_pythons_frames_in_place(said, kind):
    lines = said[kind, "bt"].splitlines()
    loop = next(number for number, line in enumerate(lines) if " eval_run (" in line)
    assert re.match(rf"    inner \(a=int 7 {REFS}, .*known.py:{STOP}", lines[loop + 1])
    assert re.match(r"    outer \(n=int 7 <", lines[loop + 2])
    assert re.match(r"    <module> \(\) at ", lines[loop + 3])
    assert re.match(r"#\d+ .* (interpreter_run_code|interpreter_run_in_main) \(", lines[loop + 4])


@both_kinds
def test_printer_shows_type_value_and_count(said, kind):
    assert re.fullmatch(r"\$1 = function <function inner at 0x[0-9a-f]+> " + REFS,
                        said[kind, "print interpreter.frame->function"])
    assert re.search(r" = <cannot read memory at 0x1\w>$", said[kind, "print (Object *)0x10"])


@both_kinds
def test_up_and_down_choose_the_frame(said, kind):
    assert said[kind, "py-up"].startswith("#1   outer (n=7) at ")
    assert re.match(rf"n = int 7 {REFS}\ni = int 2 {REFS}$", said[kind, "py-locals (2)"])
    assert said[kind, "py-up (2)"].startswith("py-up: this is the oldest Python frame")
    assert said[kind, "py-down 2"].startswith("#0   inner ")
    assert said[kind, "py-down"].startswith("py-down: this is the newest Python frame")


@both_kinds
def test_heap_by_type(said, kind):
    rows = {line.split(None, 2)[2]: [int(part) for part in line.split()[:2]]
            for line in said[kind, "py-heap"].splitlines()[1:-1]}
    assert rows["Point"][0] == 1
    assert rows["Stack"][0] == 1
    assert rows["generator"][0] == 2
    assert rows["int"][0] > 400 and rows["int"][1] >= rows["int"][0] * 16
    assert rows["list"][1] > 400 * 4  # with the items' block


@both_kinds
def test_references_out_of_deques_and_super_are_found(said, kind):
    for command, referrer in (("py-refs queue[1]", r"^  collections\.deque .*\[1\]$"),
                              ("py-refs Stack", r"^  super .*\.type$")):
        assert re.search(referrer, said[kind, command], re.M), said[kind, command]
        assert "held by C code" not in said[kind, command]


FETCHES = """python
from python_level import target
fetch, fetched = target.Memory._fetch, []
def counted(self, first, last):
    fetched.append((last - first + 1) * target.PAGE)
    fetch(self, first, last)
target.Memory._fetch = counted
for command in ("py-bt", "py-locals", "py-bt", "py-locals"):
    fetched.clear()
    gdb.execute(command, to_string=True)
    print("fetched", len(fetched), sum(fetched))
end
"""


@both_kinds
def test_memory_is_read_in_pages_that_are_kept_for_the_stop(kind, tmp_path):
    """Over the machine's serial line a read costs 0.3 ms, and 5 us a byte: it would take no longer
    than what a person does not notice."""
    script = tmp_path / "fetches.gdb"
    script.write_text(FETCHES)
    answer = at_stop(kind, f"source {script}")[0]
    times = [0.3e-3 * int(reads) + 5e-6 * int(size)
             for reads, size in re.findall(r"^fetched (\d+) (\d+)$", answer, re.M)]
    assert len(times) == 4 and max(times[:2]) < 0.15, times
    assert times[2:] == [0, 0]


# ---- counts --------------------------------------------------------------------------------------

@both_kinds
def test_counts_are_those_that_the_program_sees(kind):
    names = ["items", "table", "point", "big", "closure", "Point", "small"]
    commands = [f"py-break known.py:{STOP}", "run", *(f"py-refs {name}" for name in names)]
    answers = gdb(kind, KNOWN, commands)
    seen = dict(re.findall(r"^(\w+) (\d+)$", answers[2], re.M))
    for name, text in zip(names, answers[3:]):
        assert f"<refs {seen[name]} @" in text.splitlines()[0], text
        assert text.splitlines()[-1].split()[0] == seen[name], text
    referrers = dict(zip(names, answers[3:]))
    assert "  local items of inner\n" in referrers["items"]
    assert re.search(r"^  dict .*\['self'\]$", referrers["items"], re.M)
    assert re.search(r"^  Point .*\.owner$", referrers["items"], re.M)
    assert re.search(r"^  tuple \(.*\[0\]$", referrers["point"], re.M)
    assert re.search(r"^  cell .*\.content$", referrers["point"], re.M)
    assert "  global Point of module __main__\n" in referrers["Point"]
    assert "  the interpreter itself, for ever\n" in referrers["small"]
    for name in names:
        assert "held by C code" not in referrers[name], referrers[name]


AUDIT = """python
from python_level import heap, texts
from python_level.target import variable, view
found, problems = heap._all_references()
wrong = list(problems)
for address in heap.heap_objects()[0]:
    count = len(found.get(address, ())) + len(heap._c_references().get(address, ()))
    if heap.is_for_ever(address):
        count = len(found.get(address, ())) + 1
    if count != view("Object", address).refcount:
        wrong.append(texts.summary(address))
print("objects", len(heap.heap_objects()[0]), "wrong", len(wrong), wrong)
used = variable("used_blocks")
for payload, size, marks in heap._chunks():
    if marks & heap.constant("MARK_PAGES"):
        used += sum(pool.used for pool in heap._pools(payload))
print("blocks", len(heap.blocks()), "used", used)
end
"""


@both_kinds
def test_all_counts_on_the_heap_are_accounted_for(kind, tmp_path):
    """Every object's count is the number of references that are found, but for the module's code
    and the list of its literals, which C holds; and every block that the allocator counts is
    found."""
    script = tmp_path / "audit.gdb"
    script.write_text(AUDIT)
    text = at_stop(kind, f"source {script}")[0]
    count, wrong, which = re.search(r"^objects (\d+) wrong (\d+) (.*)$", text, re.M).groups()
    assert int(count) > 1000
    assert int(wrong) == 2 and "code <code object <module>" in which, text
    assert re.search(r"list \[[^<>]*\] <refs 1 @", which), text
    blocks, used = re.search(r"^blocks (\d+) used (\d+)$", text, re.M).groups()
    assert blocks == used


# ---- no frame ------------------------------------------------------------------------------------

def at_prompt(kind, *commands):
    """What GDB says to the commands, the prompt having read all of TYPED and waiting for more; and
    what the program has printed until then."""
    lines = len(TYPED.read_text().splitlines())
    answers = gdb(kind, "-i", ["break input_read_line", f"ignore 1 {lines}", f"run -i < {TYPED}",
                               *commands])
    return answers[3], answers[4:]


WAITS = "no Python code is running in this process: the prompt waits for a statement; py-globals "


@both_kinds
def test_waiting_prompt_has_the_names_of_main(kind):
    printed, answers = at_prompt(
        kind, "py-bt", "py-globals", "py-locals", "py-print x", "py-print table[5][0][1]",
        "py-print len", "py-print nobody", "print interpreter.main_module", "py-heap",
        "py-list", "py-dis", "py-up", "py-down", "py-finish", "py-dis Point.__init__")
    assert answers[0].startswith("py-bt: " + WAITS)
    for text in answers[1:3]:
        assert re.search(rf"^x = list \[1, 2, 3\] {REFS}$", text, re.M)
        assert re.search(rf"^point = Point <Point\(at=\[1, 2, 3\]\)> {REFS}$", text, re.M)
    assert re.fullmatch(rf"global x = list \[1, 2, 3\] {REFS}", answers[3])
    assert re.fullmatch(rf"item table\[5\]\[0\]\[1\] = int 2 {REFS}", answers[4])
    assert answers[5].startswith("built-in len = ")
    assert answers[6] == "py-print: no variable \"nobody\" here"
    assert answers[7].startswith("$1 = module <module '__main__'> ")
    assert re.search(r"^ +1 +\d+  Point$", answers[8], re.M)
    assert all(": " + WAITS in text for text in answers[9:14])
    assert "STORE_ATTR" in answers[14]


@both_kinds
def test_counts_at_the_prompt_are_those_that_the_program_sees(kind):
    names = ["x", "table", "Point", "point", "word", "big"]
    printed, answers = at_prompt(kind, *(f"py-refs {name}" for name in names))
    seen = dict(re.findall(r"(\w+) (\d+)\n", printed + "\n"))
    for name, text in zip(names, answers):
        assert text.splitlines()[-1].split()[0] == seen[name], (name, text)
        assert f"  global {name} of module __main__\n" in text
        assert "held by C code" not in text


@both_kinds
def test_step_at_the_prompt_stops_in_the_next_statement(kind):
    lines = len(TYPED.read_text().splitlines())
    answers = gdb(kind, "-i", ["break input_read_line", f"ignore 1 {lines - 1}",
                               f"run -i < {TYPED}", "delete", "py-step", "py-bt", "py-print big", "continue"])
    assert locations(answers[5]) == [("<module>", 1)], answers
    assert answers[6].startswith(">#0   <module> () at <stdin>:1")
    assert answers[7].startswith(f"name big = int {10 ** 40} ")
    assert "exited normally" in answers[8]


@both_kinds
@pytest.mark.parametrize("where, reason", [
    ("interpreter_begin_main", "its program has not begun, or has ended"),
    ("interpreter_end_main", "C code is at work between two frames; py-globals shows the names of"),
    ("interpreter_stop", "its program has not begun, or has ended")])
def test_process_without_a_frame_says_why(kind, where, reason):
    answers = gdb(kind, LINES, [f"break {where}", "run", "py-bt", "py-print d", "py-globals"])
    said = "no Python code is running in this process: " + reason
    assert said in answers[3]
    if "C code" in reason:
        assert answers[4].startswith("global d = Derived <Derived(x=1, y=2)> ")
    else:
        assert said in answers[4] and said in answers[5]


# ---- running -------------------------------------------------------------------------------------

def locations(text):
    """[(function, line)] of the frames that GDB says it stopped at."""
    return [(name, int(line)) for name, line
            in re.findall(r"^#0 +(\S+) \(.*\) at .*:(\d+)$", text, re.M)]


def line_of(text):
    """The number of a line of LINES."""
    return LINES.read_text().splitlines().index(text) + 1


def test_breakpoint_with_a_condition_stops_where_it_holds():
    line = line_of("        total += i")
    answers = gdb("host32", LINES, [
        f"py-break lines.py:{line} if i == 2", "py-break", "run", "py-print i", "py-print total",
        "py-break", "py-delete 1", "py-break", "py-break nowhere", "continue"])
    assert answers[1] == f"Python breakpoint 1 at lines.py:{line} if i == 2"
    assert answers[2] == f"1    lines.py:{line} if i == 2  (0 hits)"
    assert "Python breakpoint 1\n#0   outer (n=7) at " in answers[3]
    assert answers[4].startswith("local i = int 2 ")
    assert answers[5].startswith("shared variable total = int 1 ")
    assert answers[6].endswith("(1 hit)")
    assert answers[8] == "No Python breakpoints."
    assert answers[9].startswith("py-break: where? py-break FILE:LINE [if NAME == VALUE]")
    assert "exited normally" in answers[10]


def test_condition_that_makes_no_sense_stops_and_says_so():
    text = gdb("host32", LINES, ["py-break lines.py:53 if nobody == 1", "run"])[2]
    assert "cannot be evaluated: no variable \"nobody\" here" in text
    assert locations(text)


VARIABLES = ["0", "-7", "7", "2 ** 31", "2 ** 62", "2 ** 70", "-2 ** 70", "True", "False", "None",
             "'seven'", "'a text longer than a dozen'", "'a text longer than a dozen!'", "''",
             "'\u20ac'", "'\u00e4'", "7.0", "b'7'", "[7]", "(7, None)", "{7: 'x'}"]
CONDITIONS = ["== 7", "!= 7", "< 7", "<= 0", "> -7", ">= 2147483648", "== 2 ", "== True", "!= None",
              "== None", "is None", "== 'seven'", "!= 'seven'",
              "== 'a text longer than a dozen'", "!= ''",
              f"== {2 ** 70}", f"< {2 ** 62}", "== '\u20ac'", "== 7.0", "== [7]", "== (7, None)",
              "< 's'"]
COUNT_QUESTIONS = """python
from python_level import stepping
asked, stop = [], stepping.StopBreakpoint.stop
stepping.StopBreakpoint.stop = lambda self: (asked.append(1), stop(self))[1]
end
"""


def holds(value, condition):
    """What Python says; None: it has no answer, and the program stops."""
    try:
        return eval(f"{value} {condition}")
    except TypeError:
        return None


SCOPES = {"<module>": "values = {values}\nfor each in values:\n{body}",
          "local": "def local(values):\n  for each in values:\n{body}\nlocal({values})",
          "cell": "def cell(values):\n  for each in values:\n{body}\n  lambda: each\ncell({values})"}


@pytest.mark.filterwarnings("ignore::SyntaxWarning")  # 7 is None
@both_kinds
@pytest.mark.parametrize("scope", SCOPES)
def test_conditions_hold_where_python_says_so(kind, scope, tmp_path):
    """Whether the machine decides or GDB."""
    program = tmp_path / "values.py"
    program.write_text(SCOPES[scope].format(values=f"[{', '.join(VARIABLES)}]",
                                            body="\n".join(["      each is each"] * len(CONDITIONS))))
    expected = [(scope, line, holds(value, condition)) for value in VARIABLES
                for line, condition in enumerate(CONDITIONS, 3)]
    breaks = [f"py-break values.py:{line} if each {condition}"
              for line, condition in enumerate(CONDITIONS, 3)]
    text = "\n".join(gdb(kind, program, [*breaks, "run", *["continue"] * len(expected)]))
    assert locations(text) == [(name, line) for name, line, held in expected if held is not False]
    assert text.count("cannot be evaluated: ") == [held for *_, held in expected].count(None)


@both_kinds
@pytest.mark.parametrize("condition", ["i == 9999", "text == 'r9999'", "count > 9998",
                                       "missing is not None"])
def test_ten_thousand_misses_are_not_asked_about(kind, condition, tmp_path):
    """GDB would need a millisecond for each, and ten over a serial line."""
    program, script = tmp_path / "misses.py", tmp_path / "count.gdb"
    program.write_text("count = 0\nmissing = None\ndef run(n):\n    global count, missing\n"
                       "    for i in range(n):\n        text, count = f'r{i}', i\n"
                       "        missing = None if i < 9999 else 1\n        i\nrun(10000)\n")
    script.write_text(COUNT_QUESTIONS)
    answers = gdb(kind, program, [f"source {script}", f"py-break misses.py:8 if {condition}", "run",
                                  "python print('asked', len(asked))", "py-print i"])
    assert answers[4] == "asked 1"
    assert answers[5].startswith("local i = int 9999 ")


def test_breakpoints_survive_fork_exec_and_exit():
    """GDB follows the child, and the program that it becomes; or the parent, which it runs
    twice."""
    line = RELATIVES.read_text().splitlines().index("    total += 1") + 1
    python = str(host_tool("python", "host32").absolute())
    for side, expected in (("child", ["10", "20"]), ("parent", ["30", "30"])):
        answers = gdb("host32", RELATIVES, [
            f"set follow-fork-mode {side}", f"py-break relatives.py:{line}", "run", "py-print n",
            "continue", *(["run"] if side == "parent" else []), "py-print n", "continue"],
            [python, str(RELATIVES)])
        printed = [answer.split()[4] for answer in answers if answer.startswith("local n = ")]
        assert printed == expected, answers
        assert "child 11" in "".join(answers) and "executed 21" in "".join(answers)


@both_kinds
def test_program_whose_debugger_is_gone_ends_the_tracing_itself(kind):
    """GDB was killed, or let go of a child after fork: its breakpoint on debugger_stop is gone."""
    answers = gdb(kind, LINES, [
        "break interpreter_end_main", f"py-break lines.py:{line_of('d = Derived()')}", "run",
        "python from python_level import stepping", "py-break lines.py:7", TRACED,
        "python stepping._stops.breakpoints[0].delete()", "continue", TRACED,
        "print debugger.breakpoints[0].line"])
    assert answers[6] == "traced True"
    assert "interpreter_end_main" in answers[8]
    assert answers[9:] == ["traced False", "$1 = 0"]


def test_step_is_not_ended_by_a_child(tmp_path):
    """fork copies what the parent was told to stop at."""
    program = tmp_path / "forks.py"
    program.write_text("import os, time\nchild = os.fork()\nif child == 0:\n    x = 1\n"
                       "    time.sleep(60)\nx = 2\nos.kill(child, 9)\n")
    answers = gdb("host32", program, [
        "set detach-on-fork off", "set schedule-multiple on", "py-break forks.py:2", "run",
        "py-next", "py-next"])
    assert [location for answer in answers[5:] for location in locations(answer)] == \
        [("<module>", 3), ("<module>", 6)], answers


STEP_ALL = """python
def c_frames():
    frame = gdb.newest_frame()
    while frame:
        yield frame
        frame = frame.older()
gdb.execute("py-break lines.py:4")
gdb.execute("run")
gdb.execute("py-delete")
while "interpreter_end_main" not in [frame.name() for frame in c_frames()]:
    gdb.execute("py-step")
end
"""
TRACE = """
import sys
def trace(frame, event, argument):
    if frame.f_code.co_filename == sys.argv[1]:
        if event == "line":
            print("#0", frame.f_code.co_name, "() at :%d" % frame.f_lineno, file=sys.stderr)
        return trace
code = compile(open(sys.argv[1]).read(), sys.argv[1], "exec")
sys.settrace(trace)
exec(code, {"__name__": "__main__"})
"""


@pytest.mark.skipif(not CPYTHON, reason="CPython 3.11 is not on this computer")
@both_kinds
def test_steps_are_the_lines_that_cpython_counts(kind, tmp_path):
    script, tracer = tmp_path / "step.gdb", tmp_path / "trace.py"
    script.write_text(STEP_ALL)
    tracer.write_text(TRACE)
    expected = locations(run_command([CPYTHON, tracer, LINES]).stderr)
    found = locations(gdb(kind, LINES, [f"source {script}"])[1])
    assert len(found) > 80
    assert found == expected


def test_next_stays_in_the_frame_and_finish_shows_the_value():
    answers = gdb("host32", LINES, [
        f"py-break lines.py:{line_of('d = Derived()')}", "run", "py-next", "py-next 3", "py-step",
        "py-next 4", "py-step 2", "py-up", "py-finish"])
    assert locations(answers[3]) == [("<module>", line_of("branch(1)"))]
    assert locations(answers[4]) == [("<module>", line_of("print(handle(2))"))]
    assert locations(answers[5]) == [("handle", line_of("    y = 1"))]
    assert locations(answers[6]) == [("handle", line_of("    for z in range(2):"))]
    assert locations(answers[7]) == [("handle", line_of("    for z in range(2):"))]
    assert "The Python program has come to its end." in answers[9]  # py-up chose the module's frame


def test_finish_tells_how_the_frame_was_left(tmp_path):
    program = tmp_path / "leave.py"
    program.write_text("def fails(n):\n    n += 1\n    raise ValueError(n)\n\n"
                       "def counts():\n    n = 1\n    yield n\n    n = 2\n\n"
                       "def returns(n):\n    m = n * 2\n    return [m]\n\n"
                       "try:\n    fails(1)\nexcept ValueError:\n    x = 1\n"
                       "for each in counts():\n    x = each\n"
                       "x = returns(21)\nprint(x)\n")
    answers = gdb("host32", program, [
        "py-break leave.py:2", "run", "py-finish", "py-break leave.py:6", "continue", "py-finish",
        "py-break leave.py:11", "continue", "py-finish", "py-next", "continue"])
    assert "fails was left by an exception; py-exc shows it while it is handled" in answers[3]
    assert locations(answers[3]) == [("<module>", 16)]
    assert re.search(r"^counts yielded int 1 <refs \d+ @", answers[6], re.M)
    assert re.search(r"^returns returned list \[42\] <refs 1 @", answers[9], re.M)
    assert locations(answers[9]) == [("<module>", 20)]
    assert locations(answers[10]) == [("<module>", 21)]
    assert "[42]" in answers[11] and "exited normally" in answers[11]


TRACED = "python from python_level import tracing; print('traced', tracing.is_traced())"


def test_untraced_program_runs_the_table_it_was_built_with():
    answers = gdb("host32", LINES, ["break interpreter_begin_main", "run", TRACED,
                                   f"py-break lines.py:{line_of('branch(1)')}", "continue", TRACED,
                                   "py-delete", TRACED])
    assert [answers[number] for number in (3, 6, 8)] == ["traced False", "traced True",
                                                         "traced False"]


def test_detached_program_runs_on():
    answers = gdb("host", LINES, [f"py-break lines.py:{line_of('branch(1)')}", "run", "detach"])
    assert "detached" in answers[3]


# ---- memory that makes no sense ------------------------------------------------------------------

def slot(name):
    """GDB's words for the place of inner's local, which is a slot of the newest frame."""
    return ("python from python_level import frames; gdb.set_convenience_variable('at', "
            f"frames.selection.frame().local_names().index('{name}'))")


ITEMS = "((List *)interpreter.frame->slots[$at])"
CORRUPT = [  # the place that is broken, the value that it gets, a command and what it must say
    ("interpreter.frame->slots[$at]", "(Object *)0x123", "py-locals", "no object at 0x123"),
    (f"{ITEMS}->size", "1 << 30", "py-print items",
     "a size of 1073741824, which the heap has no room for"),
    (f"{ITEMS}->size", "-5", "py-print items", "a size of -5"),
    (f"{ITEMS}->items[0]", "interpreter.frame->slots[$at]", "py-print items", r"\[\[\.\.\.\], 2.5"),
    (f"{ITEMS}->items", "(Object **)8", "py-print items", "cannot read memory at 0x8"),
    (f"{ITEMS}->head.type", "(Type *)interpreter.frame", "py-print items",
     "no object at 0x[0-9a-f]+: its type would be at"),
    ("interpreter.frame->caller->caller", "interpreter.frame", "py-bt",
     "the rest cannot be read: the chain of frames is corrupt at"),
    ("interpreter.frame->caller", "(Frame *)0x1000", "py-bt",
     "the rest cannot be read: cannot read memory at 0x1[0-9a-f]{3}"),
    ("interpreter.frame->caller->code", "(Code *)0x40", "py-bt", "cannot read memory at 0x4"),
    ("interpreter.frame->caller->next", "(Instruction *)interpreter.frame", "py-bt",
     "goes on outside of its code"),
    ("interpreter.frame", "(Frame *)8", "py-locals", "cannot read memory at 0x"),
    ("interpreter.frame", "(Frame *)0", "py-bt", "no Python code is running in this process"),
    ("((Chunk *)'large.c'::heap_start)->size_and_marks", "3", "py-heap",
     "row of chunks is corrupt"),
    ("interpreter.builtins", "(Object *)0x5", "py-print nobody", "py-print: "),
    ("interpreter.handled->type", "(Type *)0", "py-exc", "no object at"),
    ("interpreter.frame->code->instruction_count", "0xffffffff", "py-dis", "instructions at"),
    ("interpreter.frame->code->local_names", "(Object *)interpreter.frame", "py-locals",
     "py-locals: "),
]


@both_kinds
def test_commands_survive_corrupt_memory(kind):
    """Each thing is broken, looked at in several ways, and mended; the session goes on."""
    sessions = []
    for place, value, command, _ in CORRUPT:
        looks = ["py-bt", "bt", "py-locals"]
        if ITEMS in place or "heap" in place:
            looks += ["py-refs a", "py-heap"]
        sessions.append([f"set $old = {place}", f"set var {place} = {value}", command, *looks,
                         f"set var {place} = $old", "py-print a"])
    answers = at_stop(kind, slot("items"), *(each for session in sessions for each in session))[1:]
    for (place, value, command, expected), session in zip(CORRUPT, sessions):
        these, answers = answers[:len(session)], answers[len(session):]
        assert re.search(expected, these[2]), (place, value, command, these)
        assert these[-1].startswith("local a = int 7 "), (place, value, these)
        assert not any("python_level" in each for each in these), these  # no Python traceback


FLIP = """python
import random
from python_level import heap
from python_level.target import memory, variable
inferior, blocks = gdb.selected_inferior(), sorted(heap.blocks().items())
FRAME, STATE = int(gdb.parse_and_eval("interpreter.frame")), heap.address_of("interpreter")
LOOKS = ["py-bt", "py-bt-full", "bt", "py-locals -t", "py-globals", "py-list", "py-dis", "py-exc",
         "py-print items", "py-print table['self'][0]", "py-print point.x", "py-refs items",
         "py-heap", "py-up", "py-locals", "py-down", "py-dis numbers",
         "print interpreter.frame->function"]
def a_place(chance):
    kind = chance.randrange(5)
    if kind < 2:
        return (FRAME - 64 if kind else STATE) + chance.randrange(200)
    if kind == 2:
        return chance.randrange(variable("heap_start"), variable("heap_end"))
    block, size = chance.choice(blocks)
    return block + chance.randrange(min(size, 64))
def flip(chance):
    address = a_place(chance)
    try:
        old = bytes(inferior.read_memory(address, 1))
    except gdb.error:
        return ()
    new = chance.choice([old[0] ^ 1 << chance.randrange(8), 0, 0xFF, chance.randrange(256)])
    inferior.write_memory(address, bytes([new]))
    return ((address, old),)
for seed in range(SEEDS):
    chance = random.Random(seed)
    flipped = [each for _ in range(chance.choice([1, 3, 10, 60])) for each in flip(chance)]
    for look in LOOKS:
        try:
            said = gdb.execute(look, to_string=True)
        except gdb.error as error:
            said = str(error)
        if "rror occurred in Python" in said or "python_level" in said:
            print("seed", seed, look, said)
    for address, old in reversed(flipped):
        inferior.write_memory(address, old)
print("mended")
end
"""


@both_kinds
def test_commands_survive_bytes_flipped_by_chance(kind, tmp_path):
    """In frames, objects, the interpreter's own variables, anywhere on the heap."""
    script = tmp_path / "flip.gdb"
    script.write_text(FLIP.replace("SEEDS", "15"))
    answers = at_stop(kind, f"source {script}", "py-print a")
    assert answers[0] == "mended"
    assert answers[1].startswith("local a = int 7 ")


def test_deep_recursion_is_shown_whole_when_asked(tmp_path):
    program = tmp_path / "deep.py"
    program.write_text("def deep(n):\n    if n == 0:\n        return 0\n    return deep(n - 1)\n\n"
                       "deep(900)\n")
    answers = gdb("host32", program, ["py-break deep.py:3", "run", "py-bt", "py-bt -a", "py-bt 3"])
    assert "(802 older frames are not shown: py-bt -a shows all)" in answers[3]
    assert len(answers[4].splitlines()) == 902
    assert answers[4].splitlines()[900].startswith(" #900 deep (n=900) at ")
    assert len(answers[5].splitlines()) == 4


def test_nested_containers_end_somewhere(tmp_path):
    program = tmp_path / "nested.py"
    program.write_text("x = []\nfor i in range(5000):\n    x = [x]\nprint(len(x))\n")
    text = gdb("host32", program, ["py-break nested.py:4", "run", "py-print x"])[3]
    assert re.search(r"<nested more than 100 deep: py-print 0x[0-9a-f]+>", text)
