"""The commands that look: py-bt, py-up, py-locals, py-print, py-list, py-dis, py-refs, py-heap,
py-exc. Each works on the selected process, running or blocked; those that let it run are in
stepping.py."""
import os

import gdb

from . import bytecode, frames, heap, names, objects, texts
from .target import Problem, memory, printable, say, variable, view

LINES_AROUND = 5       # py-list shows so many before and after the current line
FRAMES_SHOWN = 100     # py-bt, without a number
REFERRERS_SHOWN = 20   # py-refs, without -a
SOURCE_MOST = 1 << 24  # bytes; a source text longer than this is a corrupt length


COMMANDS = {}          # name: the first line of its help


def command(name, category=gdb.COMMAND_STACK):
    """Decorator: makes a GDB command of a function of its arguments. A Problem becomes GDB's
    error: the session goes on."""
    def register(function):
        class Command(gdb.Command):
            __doc__ = function.__doc__

            def __init__(self):
                super().__init__(name, category)

            def invoke(self, argument, _from_tty):
                try:
                    memory.check_owner()
                    function(argument.strip())
                except Problem as problem:
                    raise gdb.GdbError(printable(f"{name}: {problem}")) from None
        Command()
        COMMANDS[name] = function.__doc__.splitlines()[0]
        return function
    return register


def options(argument, *known):
    """("-a -t rest") -> ({"-a", "-t"}, "rest")."""
    given, words = set(), argument.split(None, 1)
    while words and words[0].startswith("-") and words[0] in known:
        given.add(words[0])
        words = words[1].split(None, 1) if len(words) > 1 else []
    return given, " ".join(words)


def number(argument, default):
    if not argument:
        return default
    try:
        return int(argument, 0)
    except ValueError:
        raise Problem(f"\"{argument}\" is not a number") from None


# ---- frames --------------------------------------------------------------------------------------

def frame_text(frame):
    """foo (x=3, y='a') at x.py:5"""
    arguments = ", ".join(f"{name}={texts.text(value, texts.shown_most())}"
                          for name, value in frame.arguments())
    return f"{frame.name} ({arguments}) at {frame.file}:{frame.line}"


def show_frame(frame, level):
    say(f"#{level:<3} {frame_text(frame)}")
    source = source_lines(frame.code)
    if source and frame.line <= len(source):
        say(f"{frame.line}\t{source[frame.line - 1]}")


def backtrace(argument, full):
    given, rest = options(argument, "-a")
    most = None if "-a" in given else number(rest, FRAMES_SHOWN)
    found = list(frames.all_frames())
    if not found:
        raise frames.no_frame()
    for level, frame in enumerate(found[:most]):
        if isinstance(frame, Problem):
            say(f"     (the rest cannot be read: {frame})")
            break
        mark = ">" if level == frames.selection.level else " "
        say(f"{mark}#{level:<3} {frame_text(frame)}")
        if full:
            show_variables(frame.locals(), "        ")
    if most is not None and len(found) > most:
        say(f"     ({len(found) - most} older frames are not shown: py-bt -a shows all)")


@command("py-bt")
def py_bt(argument):
    """Python's calls, newest first: py-bt [-a | COUNT]
-a shows all, otherwise the newest 100 are shown. ">" marks the one that py-up and py-down chose."""
    backtrace(argument, full=False)


@command("py-bt-full")
def py_bt_full(argument):
    """Python's calls with the variables of each: py-bt-full [-a | COUNT]"""
    backtrace(argument, full=True)


@command("py-up")
def py_up(argument):
    """Select the Python frame that called this one: py-up [COUNT]"""
    frame = frames.selection.move(number(argument, 1))
    show_frame(frame, frames.selection.level)


@command("py-down")
def py_down(argument):
    """Select the Python frame that this one called: py-down [COUNT]"""
    frame = frames.selection.move(-number(argument, 1))
    show_frame(frame, frames.selection.level)


# ---- variables -----------------------------------------------------------------------------------

def show_variables(found, indent=""):
    for name, value, kind in found:
        note = f"  ({kind})" if kind in ("free variable", "shared variable") else ""
        say(f"{indent}{name} = {texts.summary(value)}{note}")


@command("py-locals")
def py_locals(argument):
    """The variables of the selected Python frame: py-locals [-t]
-t shows the frame's temporaries too: operands of instructions that are not finished."""
    given, _ = options(argument, "-t")
    scope = frames.selection.scope()
    found = scope.locals() + (scope.temporaries() if "-t" in given else [])
    show_variables(found)
    if not found:
        say("No variables are bound.")


@command("py-globals")
def py_globals(argument):
    """The global names of the selected Python frame's module: py-globals
Of __main__, where no frame is: at the prompt."""
    show_variables((name, value, "global") for name, value in frames.selection.scope().globals())


@command("py-print", gdb.COMMAND_DATA)
def py_print(argument):
    """A value by its name in the selected Python frame: py-print NAME
NAME is found as the program would find it: local, global, built-in. Behind it may stand
.ATTRIBUTE and [KEY], KEY being a literal or a name again; @0x10000a40 is the object at an address.
"set py-limit unlimited" shows long values whole."""
    if not argument:
        raise Problem("which name?")
    address, kind = names.resolve(argument)
    say(f"{kind} {argument} = {texts.summary(address)}")


# ---- source, bytecode ----------------------------------------------------------------------------

def source_lines(code):
    """The lines of the code's file: as the interpreter has them, or else as GDB's computer has."""
    if code.source and code.source_size <= SOURCE_MOST:
        try:
            text = memory.read(code.source, code.source_size)
            return text.decode("utf-8", "replace").splitlines()
        except Problem:
            pass
    file = objects.str_value(code.filename)
    if os.path.isfile(file):
        with open(file, encoding="utf-8", errors="replace") as text:
            return text.read().splitlines()
    return []


def code_of(name):
    """The Code of a function or method by its name."""
    address, _ = names.resolve(name)
    kind = objects.type_of(address).kind
    if kind == "method_type":
        address, kind = view("Method", address).function, "function_type"
    if kind == "function_type":
        address, kind = view("Function", address).code, "code_type"
    if kind != "code_type":
        raise Problem(f"{name} has no bytecode: it is of type {objects.type_of(address).name}")
    return view("Code", address)


def _lines_wanted(argument, current):
    """(first, last) of "START", "START,END" or nothing."""
    first, _, last = argument.partition(",")
    start = number(first.strip(), max(1, current - LINES_AROUND))
    end = number(last.strip(), start + 2 * LINES_AROUND if first else current + LINES_AROUND)
    if end < start:
        raise Problem(f"{end} comes before {start}")
    return start, end


@command("py-list", gdb.COMMAND_FILES)
def py_list(argument):
    """The source around the selected Python frame's line: py-list [START[,END] | FUNCTION]
Or that of a function, by its name as for py-print."""
    if argument and not argument[0].isdigit():
        code, current = code_of(argument), None
        start, end = _lines_wanted("", code.first_line)
    else:
        frame = frames.selection.frame()
        code, current = frame.code, frame.line
        start, end = _lines_wanted(argument, current)
    file, source = objects.str_value(code.filename), source_lines(code)
    if not source:
        raise Problem(f"the source of {file} is neither in the program nor on this computer")
    if start > len(source):
        raise Problem(f"{file} has {len(source)} lines")
    for line in range(max(start, 1), min(end, len(source)) + 1):
        mark = ">" if line == current else " "
        say(f"{mark}{line:>4}    {source[line - 1]}".rstrip())


@command("py-dis", gdb.COMMAND_FILES)
def py_dis(argument):
    """The bytecode of the selected Python frame, or of a function: py-dis [NAME]
The arrow --> stands at the instruction that is running."""
    if argument:
        code, current = code_of(argument), None
    else:
        frame = frames.selection.frame()
        code, current = frame.code, frame.instruction
    for line in bytecode.disassemble(code, current):
        say(line)


# ---- the heap ------------------------------------------------------------------------------------

@command("py-refs", gdb.COMMAND_DATA)
def py_refs(argument):
    """How many references an object has, and who holds them: py-refs [-a] NAME
NAME as for py-print. The count is the object's own; sys.getrefcount() says one more, for its
argument. -a shows all that refer to it, otherwise 20 are shown."""
    given, name = options(argument, "-a")
    if not name:
        raise Problem("which name?")
    address, _ = names.resolve(name)
    count = view("Object", address).refcount
    say(texts.summary(address))
    found, problems = heap.referrers(address)
    most = None if "-a" in given else REFERRERS_SHOWN
    for line in found[:most] + problems[:most]:
        say(f"  {line}")
    hidden = len(found[most:]) + len(problems[most:]) if most is not None else 0
    if hidden:
        say(f"  ({hidden} more: py-refs -a {name})")
    if count > len(found):
        say(f"  and {count - len(found)} held by C code that is at work")
    elif count < len(found):
        say(f"  but its count says {count}: it is wrong, or C code is just about to change it")
    say(f"{count} reference{'' if count == 1 else 's'}")


@command("py-heap", gdb.COMMAND_DATA)
def py_heap(argument):
    """The objects on the heap by type, with the bytes of all blocks that they own: py-heap"""
    found, others = heap.heap_objects()
    by_type = {}
    for type_view, size in found.values():
        count, total = by_type.get(type_view.name, (0, 0))
        by_type[type_view.name] = (count + 1, total + size)
    say(f"{'objects':>10} {'bytes':>12}  type")
    for name, (count, size) in sorted(by_type.items(), key=lambda row: (-row[1][1], row[0])):
        say(f"{count:>10} {size:>12}  {name}")
    say(f"{len(others):>10} {sum(others.values()):>12}  (blocks that are no object's)")
    blocks = heap.blocks()
    say(f"{len(found)} objects; {len(blocks)} blocks of {sum(blocks.values())} bytes handed out; "
          f"the heap segment has {variable('heap_bytes')} bytes")


# ---- exceptions ----------------------------------------------------------------------------------

def traceback_lines(exception):
    """Its entries, the outermost first."""
    entry, seen = view("Exception", exception).traceback, set()
    if entry:
        yield "Traceback (most recent call last):"
    while entry and entry not in seen:
        seen.add(entry)
        self = view("Traceback", entry)
        code = view("Code", view("FrameObject", self.frame).code)
        yield (f"  File \"{objects.str_value(code.filename)}\", line {self.line}, "
               f"in {objects.str_value(code.name)}")
        entry = self.next


def exception_lines(exception):
    """As a traceback tells it, with what it came from first."""
    chain, seen = [], set()
    while exception and exception not in seen:
        seen.add(exception)
        chain.append(exception)
        self = view("Exception", exception)
        exception = self.cause or (0 if self.suppress_context else self.context)
    for each in reversed(chain):
        yield from traceback_lines(each)
        yield texts.summary(each)
        if each is not chain[0]:
            yield "which led to:"


@command("py-exc")
def py_exc(argument):
    """The exceptions of this moment: the one on its way, and those that except clauses handle."""
    state = variable("interpreter")
    found = [("On its way", state.exception), ("Being handled", state.handled)]
    generator, seen = state.generator, set()
    while generator and generator not in seen:  # while it runs: what its resumer is handling
        seen.add(generator)
        self = view("Generator", generator)
        found.append(("Being handled outside of the generator", self.handled))
        generator = self.outer
    shown = 0
    for what, exception in found:
        if not exception or objects.type_of(exception).kind != "base_exception_type":
            continue  # while nothing is handled, None or NULL stands there
        say(f"{what}:")
        for line in exception_lines(exception):
            say(f"  {line}")
        shown += 1
    if not shown:
        say("No exception is on its way or being handled.")


# ---- help ----------------------------------------------------------------------------------------

@command("py-help", gdb.COMMAND_SUPPORT)
def py_help(argument):
    """All commands that show or step Python programs: py-help"""
    for name in sorted(COMMANDS):
        say(f"{name:<12} {COMMANDS[name]}")
    say("`help py-bt` and so on say more.")
