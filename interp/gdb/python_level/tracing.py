"""What the programs are told (vm/debugger.h): what to stop at goes into `debugger`, and the loop's
dispatch table is filled with the address of its tracing label for as long as there is something to
stop at. Both are data in the process's own data segment: other processes run untraced.

fork copies them to the child, with everything else; exec begins with a table as it was built.
"""
import gdb

from . import frames
from .breakpoints import breakpoints
from .target import Problem, address_of, constant, memory, once_a_load, pointer_size, struct, view

NOTHING, LINE, LINE_OF_FRAME, RETURN = ("STOP_AT_BREAKPOINTS", "STOP_AT_LINE",
                                        "STOP_AT_LINE_OF_FRAME", "STOP_AT_RETURN")


# ---- the selected process ------------------------------------------------------------------------

@once_a_load
def _table(name):
    """(address, bytes) of a static table of eval_run's."""
    try:
        value = gdb.parse_and_eval(f"eval_run::{name}")
    except gdb.error:
        raise Problem(f"this interpreter's eval_run has no table \"{name}\": it cannot be stepped "
                      "by lines") from None
    return int(value.address), value.type.sizeof


def debugger():
    return view("Debugger", address_of("debugger"))


def _write_number(field, number):
    state = debugger()
    size = state.struct.fields[field].size
    memory.write(state.place(field), number.to_bytes(size, "little"))


def hear():
    """The stop has reached us: without that the machine would take us for gone."""
    _write_number("heard", 1)


def tell(stop_at, frame_address=0):
    """Writes what to stop at, and switches tracing on or off accordingly."""
    _write_number("stop_at", constant(stop_at))
    _write_number("frame", frame_address)
    _write_breakpoints()
    if stop_at != NOTHING:
        _write_position()
    _trace(stop_at != NOTHING or bool(breakpoints))


def _label():
    """The bytes of the address of `traced`, the table's last entry."""
    table, size = _table("dispatch")
    return memory.read(table + size - pointer_size(), pointer_size())


def _trace(on):
    targets, size = _table("targets")
    entries = _label() * (size // pointer_size()) if on else memory.read(targets, size)
    memory.write(_table("dispatch")[0], entries)


def is_traced():
    """Problem: no interpreter runs in the selected process."""
    address = _table("dispatch")[0]
    try:
        return memory.read(address, pointer_size()) == _label()
    except Problem:  # a page that exec has not loaded yet is as the file has it
        return False


def _write_position():
    """Where the program is now: the next line is another one."""
    newest = next(iter(frames.all_frames()), None)
    if isinstance(newest, frames.PythonFrame):
        place = newest.code.instructions + newest.instruction * struct("Instruction").size
        _write_number("last_frame", newest.address)
        _write_number("last", place)
        _write_number("last_line", newest.line)


def _write_breakpoints():
    size = struct("LineBreakpoint").size * constant("LINE_BREAKPOINTS")
    rows = b"".join(each.row() for each in breakpoints.values()).ljust(size, b"\0")
    if _told.get(memory.owner) != rows:
        memory.write(debugger().place("breakpoints"), rows)
        _told[memory.owner] = rows


_told = {}  # process: the breakpoints that it was told of
gdb.events.exited.connect(lambda _event: _told.clear())


def begin():
    """The selected process begins a program: it has been told of nothing."""
    _told.pop(memory.owner, None)
    if breakpoints:
        tell(NOTHING)


# ---- all processes -------------------------------------------------------------------------------

def in_thread(thread, function):
    """Calls it with the thread selected, and selects again what was. Problem, when its process has
    ended, runs (scheduler-locking), or has no interpreter."""
    selected = gdb.selected_thread()
    if not thread.is_valid():
        raise Problem("it has ended")
    try:
        thread.switch()
        return function()
    except gdb.error as error:
        raise Problem(str(error)) from None
    finally:
        if selected is not None and selected.is_valid():
            selected.switch()


def all_threads():
    """Of all processes; an interpreter has one."""
    return [thread for inferior in gdb.inferiors() for thread in inferior.threads()]


def tell_traced():
    """Whoever is traced, children after fork too, hears which breakpoints there are now."""
    def tell_again():
        if is_traced():
            _told.pop(memory.owner, None)
            tell(NOTHING)
    for thread in all_threads():
        try:
            in_thread(thread, tell_again)
        except Problem:
            pass  # it runs no interpreter


_connections = set()


def _meet(_event):
    """The first stop of a new connection: a GDB that was killed may have left programs traced."""
    connection = gdb.selected_inferior().connection_num
    if connection in _connections or gdb.selected_thread() is None:
        return
    _connections.add(connection)
    _told.clear()
    tell_traced()


gdb.events.stop.connect(_meet)


def end():
    """GDB lets go: no breakpoint is left, and every program runs at full speed."""
    breakpoints.clear()
    tell_traced()
