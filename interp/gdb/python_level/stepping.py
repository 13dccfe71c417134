"""py-break, py-step, py-next, py-finish: the program runs on until a Python line.

The machine itself tells lines apart; tracing.py says how it is asked to. GDB's own breakpoint
stands on debugger_stop, which does nothing, and decides here whether the program shall stop.
"""
import gdb

from . import bytecode, commands, frames, texts, tracing
from .breakpoints import PythonBreakpoint, breakpoints
from .commands import command
from .target import Problem, constant, memory, pointer_size, say, variable
from .tracing import LINE, LINE_OF_FRAME, NOTHING, RETURN


# ---- breakpoints ---------------------------------------------------------------------------------

_next_number = [1]


@command("py-break", gdb.COMMAND_BREAKPOINTS)
def py_break(argument):
    """Stop at a Python line: py-break FILE:LINE [if NAME == VALUE]
FILE is the end of the file's name. NAME as for py-print, VALUE a literal; !=, <, <=, >, >= compare
too, and `is None`. A plain NAME is compared with a number, a text or None by the program itself: a
miss costs nothing. It counts for the selected process, for its children and for programs that start
from now on. While there are Python breakpoints these run several times slower. Without arguments:
lists them."""
    if not argument:
        for number, each in breakpoints.items():
            say(f"{number:<4} {each.text}  ({each.hits} hit{'' if each.hits == 1 else 's'})")
        if not breakpoints:
            say("No Python breakpoints.")
        return
    if len(breakpoints) >= constant("LINE_BREAKPOINTS"):
        raise Problem(f"there are {len(breakpoints)} already: py-delete one of them first")
    number, wanted = _next_number[0], PythonBreakpoint(argument)
    _check_line(wanted)
    breakpoints[number] = wanted
    _next_number[0] += 1
    say(f"Python breakpoint {number} at {argument}")
    _stops.prepare()
    _tell_running_program()


def _check_line(wanted):
    """Problem: the file is one that a frame runs, and nothing stands in that line. Other files may
    come at any time."""
    file = None
    for frame in frames.all_frames() if gdb.selected_thread() else ():
        if isinstance(frame, frames.PythonFrame) and wanted.is_in(frame.file):
            file, source = frame.file, commands.source_lines(frame.code)
    if not file or not source:
        return
    if wanted.line > len(source):
        raise Problem(f"{file} has {len(source)} lines")
    if source[wanted.line - 1].strip()[:1] in ("", "#"):
        raise Problem(f"there is no code in line {wanted.line} of {file}")


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
        tracing.tell(NOTHING)
    except Problem as problem:
        say(f"(Not in the selected process: {problem})")
    tracing.tell_traced()


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
            say(f"At a Python line that cannot be told: {problem}")
            return True

    def _is_wanted(self):
        debugger = tracing.debugger()
        if debugger.heard:
            return False  # the same stop again: an interrupt came before the first step behind it
        tracing.hear()
        _stops.hit = None
        if debugger.at_breakpoint:
            frame = frames.traced_frame()
            for number, each in breakpoints.items():
                if each.is_at(frame) and each.wants(frame):
                    _stops.hit = _stops.hit or number
        _stops.reason = debugger.stopped
        if _stops.reason != constant("STOPPED_NOT") and not _stops.is_stepped():
            _stops.reason = constant("STOPPED_NOT")
            tracing.tell(NOTHING)
        return bool(_stops.hit) or _stops.reason != constant("STOPPED_NOT")


class StartBreakpoint(gdb.Breakpoint):
    """Where a program begins: it is told of the breakpoints, and runs on."""

    def __init__(self):
        super().__init__("interpreter_begin_main", internal=True)
        self.silent = True

    def stop(self):
        memory.forget()
        memory.check_owner()
        try:
            tracing.begin()
        except Problem as problem:
            say(f"Python breakpoints are not set in the program that starts: {problem}")
        return False


class EndBreakpoint(gdb.Breakpoint):
    """Where a program has come to its end: a step ends there too. On the machine other processes
    run on, and nothing else would tell."""

    def __init__(self):
        super().__init__("interpreter_end_main", internal=True)
        self.silent = True

    def stop(self):
        _stops.ended = _stops.is_stepped()
        return _stops.ended


class Stops:
    """Runs the program, and says where it stopped."""

    def __init__(self):
        self.reason, self.hit, self.ended = None, None, False
        self.stepping = None  # the thread that steps, while it runs
        self.breakpoints = []
        gdb.events.stop.connect(self.tell_breakpoint)
        gdb.events.gdb_exiting.connect(lambda _event: tracing.end())

    def prepare(self):
        """GDB's own breakpoints stand from the first py-break or py-step on."""
        if not all(each.is_valid() for each in self.breakpoints) or not self.breakpoints:
            self.breakpoints = [StopBreakpoint(), StartBreakpoint(), EndBreakpoint()]

    def is_stepped(self):
        """Is it the selected process that steps, and not a child that fork made in the meantime?"""
        return self.stepping is not None and gdb.selected_thread().ptid == self.stepping

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
        tracing.tell(stop_at, frame_address)
        self.reason, self.hit, self.ended, self.stepping = None, None, False, thread.ptid
        try:
            said = gdb.execute("continue", to_string=True)
        finally:
            self.stepping = None
            _end_step(thread)
        if self.ended:
            say("The Python program has come to its end.")
            return None
        if not self.is_here():
            say(said.rstrip("\n"))
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
            say(f"Python breakpoint {self.hit}")
        try:
            commands.show_frame(frames.selection.frame(), 0)
        except Problem as problem:
            say(f"(the Python frame cannot be read: {problem})")


_stops = Stops()


def _end_step(thread):
    """The step is over in the process that it began in, whichever is selected now."""
    try:
        tracing.in_thread(thread, lambda: tracing.tell(NOTHING))
    except Problem:
        pass  # it has ended, or runs: scheduler-locking


@command("py-untrace", gdb.COMMAND_RUNNING)
def py_untrace(argument):
    """Delete all Python breakpoints and let all programs run at full speed: py-untrace
`detach` and `quit` do that by themselves."""
    tracing.end()


gdb.execute("define hook-detach\npy-untrace\nend")


# ---- steps ---------------------------------------------------------------------------------------

def _step(argument, stop_at):
    for _ in range(commands.number(argument, 1)):
        # without a frame (at the prompt) the next line is a new one's first
        stays = stop_at == LINE_OF_FRAME and variable("interpreter").frame
        reason = _stops.run(stop_at, frames.selection.frame().address if stays else 0)
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
    """Run until the selected Python frame returns or yields, and show the value: py-finish"""
    frame = frames.selection.frame()
    address, name = frame.address, frame.name
    say(f"Run till exit from {commands.frame_text(frame)}")
    value = _value_handed_out() if _stands_at_return(frame) else None
    reason = _stops.run(RETURN, address)
    while reason == constant("STOPPED_AT_RETURN"):
        value = _value_handed_out()
        reason = _stops.run(RETURN, address)
    if reason is not None:
        _stops.show()
    if value is not None:
        say(f"{name} {value}")
    elif reason is not None:
        say(f"{name} was left by an exception; py-exc shows it while it is handled")


def _instruction(frame):
    return bytecode.Instruction(frame.code, frame.instruction)


def _stands_at_return(frame):
    """Its last line can be nothing but the RETURN_VALUE that the machine has stopped at."""
    return (_stops.is_here() and frame.address == variable("interpreter").frame
            and _instruction(frame).name == "RETURN_VALUE")


def _value_handed_out():
    """Of the RETURN_VALUE or YIELD_VALUE that the newest frame stands at: "returned int 3"."""
    frame = frames.traced_frame()
    instruction = _instruction(frame)
    if instruction.b < 0:
        where = frame.code.constants + ~instruction.b * pointer_size()
    else:
        where = frame.view.slots + instruction.b * pointer_size()
    verb = "yielded" if instruction.name == "YIELD_VALUE" else "returned"
    return f"{verb} {texts.summary(memory.pointer(where))}"
