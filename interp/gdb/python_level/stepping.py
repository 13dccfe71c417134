"""py-break, py-step, py-next, py-finish: the program runs on until a Python line.

The machine itself tells lines apart (vm/debugger.h). This side writes data only: what to stop at
goes into `debugger`, and the loop's dispatch table is filled with the address of its tracing label
for as long as there is something to stop at. Both lie in the process's own data segment, so other
processes run untraced. GDB's own breakpoint stands on debugger_stop, which does nothing.
"""
import ast
import operator
import re

import gdb

from . import bytecode, commands, frames, names, objects
from .commands import command
from .target import (Problem, address_of, constant, memory, once_a_load, pointer_size, struct,
                     variable, view)

NOTHING, LINE, LINE_OF_FRAME, RETURN = ("STOP_AT_BREAKPOINTS", "STOP_AT_LINE",
                                        "STOP_AT_LINE_OF_FRAME", "STOP_AT_RETURN")
COMPARISONS = {"==": operator.eq, "!=": operator.ne, "<": operator.lt, "<=": operator.le,
               ">": operator.gt, ">=": operator.ge}


# ---- what the program is told --------------------------------------------------------------------

@once_a_load
def _table(name):
    """(address, bytes) of a static table of eval_run's."""
    try:
        value = gdb.parse_and_eval(f"eval_run::{name}")
    except gdb.error:
        raise Problem(f"this interpreter's eval_run has no table \"{name}\": it cannot be stepped "
                      "by lines") from None
    return int(value.address), value.type.sizeof


def _write_number(view_, field, number):
    size = view_.struct.fields[field].size
    memory.write(view_.place(field), number.to_bytes(size, "little"))


def tell(stop_at, frame_address=0):
    """Writes what to stop at, and switches tracing on or off accordingly."""
    debugger = view("Debugger", address_of("debugger"))
    _write_number(debugger, "stop_at", constant(stop_at))
    _write_number(debugger, "frame", frame_address)
    _write_breakpoints(debugger)
    if stop_at != NOTHING:
        _write_position(debugger)
    _trace(stop_at != NOTHING or bool(breakpoints))


def _trace(on):
    word = pointer_size()
    table, size = _table("dispatch")
    _, entries_size = _table("targets")
    traced = memory.read(table + size - word, word)
    if on:
        entries = traced * (entries_size // word)
    else:
        entries = memory.read(_table("targets")[0], entries_size)
    memory.write(table, entries)


def _write_position(debugger):
    """Where the program is now: the next line is another one."""
    newest = next(iter(frames.all_frames()), None)
    if isinstance(newest, frames.PythonFrame):
        place = newest.code.instructions + newest.instruction * struct("Instruction").size
        _write_number(debugger, "last_frame", newest.address)
        _write_number(debugger, "last", place)
        _write_number(debugger, "last_line", newest.line)


def _write_breakpoints(debugger):
    layout = struct("LineBreakpoint")
    count = constant("LINE_BREAKPOINTS")
    rows = bytearray(count * layout.size)
    for number, each in enumerate(breakpoints.values()):
        name = each.file.encode("latin-1", "replace")[-constant("LINE_BREAKPOINT_NAME"):]
        if not each.file.isascii():
            name = b""  # the machine compares Latin-1 only: the whole name is compared here
        for field, value in (("line", each.line.to_bytes(4, "little")),
                             ("name_length", len(name).to_bytes(4, "little")), ("name", name)):
            start = number * layout.size + layout.offset(field)
            rows[start:start + len(value)] = value
    if _told.get(memory.owner) != rows:
        memory.write(debugger.place("breakpoints"), bytes(rows))
        _told[memory.owner] = rows


_told = {}  # process: the breakpoints that it was told of
gdb.events.exited.connect(lambda _event: _told.clear())


# ---- breakpoints ---------------------------------------------------------------------------------

breakpoints = {}  # number: PythonBreakpoint
_next_number = [1]
_WHERE = re.compile(r"(?P<file>.+?):(?P<line>\d+)(?:\s+if\s+(?P<condition>.+))?$")
_CONDITION = re.compile(r"(?P<name>.+?)\s*(?P<comparison>==|!=|<=|>=|<|>)\s*(?P<value>.+)$")


class PythonBreakpoint:
    def __init__(self, text):
        match = _WHERE.match(text)
        if not match:
            raise Problem("where? py-break FILE:LINE [if NAME == VALUE]")
        self.text = text
        self.file, self.line = match["file"], int(match["line"])
        self.condition, self.hits = None, 0
        if match["condition"]:
            self._read_condition(match["condition"])
        if not 0 < self.line < 1 << 20:
            raise Problem(f"there is no line {self.line}")

    def _read_condition(self, text):
        match = _CONDITION.match(text)
        if not match:
            raise Problem(f"\"{text}\" is not NAME == VALUE (or !=, <, <=, >, >=)")
        try:
            value = ast.literal_eval(match["value"])
        except (ValueError, SyntaxError):
            raise Problem(f"{match['value']} is not a literal: a number, a text, None, True, or a "
                          "list, tuple, set or dict of them") from None
        self.condition = match["name"], COMPARISONS[match["comparison"]], value

    def is_at(self, frame):
        """Same line, and the file's name ends in the given one, folders being whole."""
        return frame.line == self.line and ("/" + frame.file).endswith("/" + self.file.lstrip("/"))

    def wants(self, frame):
        """Does the condition hold? One that cannot be evaluated stops the program and says why."""
        if self.condition:
            name, comparison, value = self.condition
            try:
                if not comparison(names.value_of(names.resolve(name, frame)[0]), value):
                    return False
            except (Problem, TypeError) as problem:
                print(f"The condition of Python breakpoint \"{self.text}\" cannot be evaluated: "
                      f"{problem}")
        self.hits += 1
        return True


@command("py-break", gdb.COMMAND_BREAKPOINTS)
def py_break(argument):
    """Stop at a Python line: py-break FILE:LINE [if NAME == VALUE]
FILE is the end of the file's name. NAME as for py-print, VALUE a literal; !=, <, <=, >, >= compare
too. It counts for the selected process and for programs that start from now on. While there are
Python breakpoints these run several times slower. Without arguments: lists them."""
    if not argument:
        for number, each in breakpoints.items():
            print(f"{number:<4} {each.text}  ({each.hits} hit{'' if each.hits == 1 else 's'})")
        if not breakpoints:
            print("No Python breakpoints.")
        return
    if len(breakpoints) >= constant("LINE_BREAKPOINTS"):
        raise Problem(f"there are {len(breakpoints)} already: py-delete one of them first")
    number = _next_number[0]
    breakpoints[number] = PythonBreakpoint(argument)
    _next_number[0] += 1
    print(f"Python breakpoint {number} at {argument}")
    _stops.prepare()
    _tell_running_program()


@command("py-delete", gdb.COMMAND_BREAKPOINTS)
def py_delete(argument):
    """Delete a Python breakpoint, or all: py-delete [NUMBER]"""
    if argument and commands.number(argument, 0) not in breakpoints:
        raise Problem(f"there is no Python breakpoint {argument}")
    for number in [int(argument)] if argument else list(breakpoints):
        del breakpoints[number]
    _tell_running_program()


def _tell_running_program():
    """Before `run`, or in a process that is none of ours, there is nobody to tell yet."""
    if gdb.selected_thread() is None:
        return
    try:
        tell(NOTHING)
    except Problem as problem:
        print(f"(Not in the selected process: {problem})")


# ---- stops ---------------------------------------------------------------------------------------

class StopBreakpoint(gdb.Breakpoint):
    """On debugger_stop: GDB asks stop() whether the program shall stop here."""

    def __init__(self):
        super().__init__("debugger_stop", internal=True)
        self.silent = True

    def stop(self):
        memory.forget()
        try:
            return self._is_wanted()
        except Problem as problem:
            print(f"At a Python line that cannot be told: {problem}")
            return True

    def _is_wanted(self):
        debugger = view("Debugger", address_of("debugger"))
        _stops.reason = constant("STOPPED_NOT")
        _stops.hit = None
        if debugger.at_breakpoint:
            frame = frames.traced_frame()
            for number, each in breakpoints.items():
                if each.is_at(frame) and each.wants(frame):
                    _stops.hit = _stops.hit or number
        _stops.reason = debugger.stopped
        return bool(_stops.hit) or debugger.stopped != constant("STOPPED_NOT")


class StartBreakpoint(gdb.Breakpoint):
    """Where a program begins: it is told of the breakpoints, and runs on."""

    def __init__(self):
        super().__init__("interpreter_begin_main", internal=True)
        self.silent = True

    def stop(self):
        memory.forget()
        memory.check_owner()
        _told.pop(memory.owner, None)
        if breakpoints:
            try:
                tell(NOTHING)
            except Problem as problem:
                print(f"Python breakpoints are not set in the program that starts: {problem}")
        return False


class EndBreakpoint(gdb.Breakpoint):
    """Where a program has come to its end: a step ends there too. On the machine other processes run
    on, and nothing else would tell."""

    def __init__(self):
        super().__init__("interpreter_end_main", internal=True)
        self.silent = True

    def stop(self):
        thread = gdb.selected_thread()
        _stops.ended = _stops.stepping is not None and thread.ptid == _stops.stepping
        return _stops.ended


class Stops:
    """Runs the program, and says where it stopped."""

    def __init__(self):
        self.reason, self.hit, self.ended = None, None, False
        self.stepping = None  # the thread that steps, while it runs
        self.breakpoints = []
        gdb.events.stop.connect(self.tell_breakpoint)
        gdb.events.gdb_exiting.connect(self.leave)

    def prepare(self):
        """GDB's own breakpoints stand from the first py-break or py-step on."""
        if not all(each.is_valid() for each in self.breakpoints) or not self.breakpoints:
            self.breakpoints = [StopBreakpoint(), StartBreakpoint(), EndBreakpoint()]

    def is_here(self):
        """Has the program stopped in debugger_stop?"""
        if gdb.selected_thread() is None:
            return False
        try:
            return gdb.newest_frame().name() == "debugger_stop"
        except gdb.error:
            return False

    def run(self, stop_at, frame_address=0):
        """Lets the program run until what is asked for: the reason (STOPPED_*), or None when it
        stopped for another reason, a breakpoint's included, which is told then."""
        thread = gdb.selected_thread()
        if thread is None:
            raise Problem("no program is running")
        self.prepare()
        tell(stop_at, frame_address)
        self.reason, self.hit, self.ended, self.stepping = None, None, False, thread.ptid
        try:
            said = gdb.execute("continue", to_string=True)
        finally:
            self.stepping = None
            _end_step(thread)
        if self.ended:
            print("The Python program has come to its end.")
            return None
        if not self.is_here():
            print(said, end="")
            return None
        if self.hit:
            self.show()
            return None
        return self.reason

    def tell_breakpoint(self, event):
        """After `continue` stopped at a Python breakpoint."""
        if self.stepping is None and self.hit and self.is_here():
            self.show()

    def show(self):
        if self.hit:
            print(f"Python breakpoint {self.hit}")
        try:
            commands.show_frame(frames.selection.frame(), 0)
        except Problem as problem:
            print(f"(the Python frame cannot be read: {problem})")

    def leave(self, _event):
        """GDB ends or detaches: the program runs on untraced."""
        breakpoints.clear()
        if gdb.selected_thread() is not None:
            try:
                tell(NOTHING)
            except (Problem, gdb.error):
                pass  # the process is gone, or none of ours


_stops = Stops()


def _end_step(thread):
    """The step is over in the process that it began in, whichever is selected now."""
    if not thread.is_valid():
        return
    selected = gdb.selected_thread()
    try:
        thread.switch()
        tell(NOTHING)
    except (Problem, gdb.error):
        pass  # it has ended, or runs: scheduler-locking
    finally:
        if selected is not None and selected.is_valid():
            selected.switch()


@command("py-untrace", gdb.COMMAND_RUNNING)
def py_untrace(argument):
    """Delete all Python breakpoints and let the selected process run at full speed: py-untrace
`detach` and `quit` do that by themselves; it mends what a GDB that was killed left behind."""
    _stops.leave(None)


gdb.execute("define hook-detach\npy-untrace\nend")


# ---- steps ---------------------------------------------------------------------------------------

def _step(argument, stop_at):
    for _ in range(commands.number(argument, 1)):
        frame = frames.selection.frame()
        reason = _stops.run(stop_at, frame.address if stop_at == LINE_OF_FRAME else 0)
        if reason is None:
            return
    _stops.show()


@command("py-step", gdb.COMMAND_RUNNING)
def py_step(argument):
    """Run to the next Python line, also in a function that is called: py-step [COUNT]"""
    _step(argument, LINE)


@command("py-next", gdb.COMMAND_RUNNING)
def py_next(argument):
    """Run to the next line of the selected Python frame; calls run to their end: py-next [COUNT]"""
    _step(argument, LINE_OF_FRAME)


@command("py-finish", gdb.COMMAND_RUNNING)
def py_finish(argument):
    """Run until the selected Python frame returns, and show what it returns: py-finish"""
    frame = frames.selection.frame()
    address, name = frame.address, frame.name
    print(f"Run till exit from {commands.frame_text(frame)}")
    returned = _returned_value() if _stands_at_return(frame) else None
    reason = _stops.run(RETURN, address)
    while reason == constant("STOPPED_AT_RETURN"):
        returned = _returned_value()
        reason = _stops.run(RETURN, address)
    if reason is not None:
        _stops.show()
    if returned is not None:
        print(f"{name} returned {returned}")
    elif reason is not None:
        print(f"{name} was left without a return: by an exception, or by a yield")


def _instruction(frame):
    return bytecode.Instruction(frame.code, frame.instruction)


def _stands_at_return(frame):
    """Its last line can be nothing but the RETURN_VALUE that the machine has stopped at."""
    return (_stops.is_here() and frame.address == variable("interpreter").frame
            and _instruction(frame).name == "RETURN_VALUE")


def _returned_value():
    """Of the RETURN_VALUE that the newest frame stands at."""
    frame = frames.traced_frame()
    operand = _instruction(frame).b
    if operand < 0:
        where = frame.code.constants + ~operand * pointer_size()
    else:
        where = frame.view.slots + operand * pointer_size()
    return objects.summary(memory.pointer(where))
