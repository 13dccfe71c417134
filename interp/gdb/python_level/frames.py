"""Python's calls: the frames of the selected process, newest first, and what their names mean.

They are found from `interpreter.frame` alone, so a process that is blocked in a system call, or
whose C frames are optimised out of sight, shows them all the same. Only for the newest one the C
loop's own instruction pointer is asked too: a frame's `next` is saved where somebody may look, and
between two such places the loop is ahead of it. Where no frame is (the prompt waits for a
statement), names mean what they mean in `interpreter.main_module`.
"""
import gdb

from . import objects, texts
from .target import Problem, constant, memory, once_a_stop, pointer_size, struct, variable, view

C_FRAMES_MOST = 200  # how far the loop's C frame is looked for


class PythonFrame:
    """One call. instruction: the number of the one that is running."""

    def __init__(self, address, newest):
        self.address = address
        self.view = view("Frame", address)
        self.code = view("Code", self.view.code)
        if objects.type_of(self.code.address).kind != "code_type":
            raise Problem(f"the frame at {address:#x} has no code")
        self.instruction = self._find_instruction(newest)
        self.line = _line(self.code, self.instruction)

    def _find_instruction(self, newest):
        first, size = self.code.instructions, struct("Instruction").size
        place = max(self.view.next - size, first)
        if newest:
            place = loop_instruction(self.code, self.address, place)
        number, rest = divmod(place - first, size)
        if rest or number >= self.code.instruction_count:
            raise Problem(f"the frame at {self.address:#x} goes on outside of its code, "
                          f"at {self.view.next:#x}")
        return number

    @property
    def name(self):
        return objects.str_value(self.code.name)

    @property
    def file(self):
        return objects.str_value(self.code.filename)

    @property
    def is_entry(self):
        """Was it C code that called or resumed it? Then the loop's C frame ends with it."""
        return self.view.kind in (constant("FRAME_ENTRY"), constant("FRAME_GENERATOR_ENTRY"))

    def local_names(self):
        return [objects.str_value(name) for name in objects.tuple_items(self.code.local_names)[0]]

    def slots(self):
        """(name, address of the value or 0, what it is) of each slot: a local, a free variable, a
        cell variable or a temporary. What a cell holds stands for the cell."""
        names, code = self.local_names(), self.code
        count = code.locals + code.temporaries
        values = memory.pointers(self.view.slots, count)
        for number, value in enumerate(values):
            if number >= code.locals:
                yield f"temporary {number - code.locals}", value, "temporary"
                continue
            kind = "local"
            if number >= code.locals - code.free_variables:
                kind = "free variable"
            if is_cell(value):
                kind = "free variable" if kind == "free variable" else "shared variable"
                value = view("Cell", value).content
            yield names[number], value, kind

    def arguments(self):
        """(name, value) of the parameters."""
        code = self.code
        count = code.positional + code.keyword_only
        count += bool(code.flags & constant("CODE_VARARGS"))
        count += bool(code.flags & constant("CODE_VARKEYWORDS"))
        if self.view.namespace:
            return []
        return [(name, value) for name, value, _ in list(self.slots())[:count]]

    def locals(self):
        """(name, value, what it is) of the bound variables: of a module or class, its names."""
        if self.view.namespace:
            return [(name, value, "name") for name, value in dict_names(self.view.namespace)]
        return [slot for slot in self.slots() if slot[1] and slot[2] != "temporary"]

    def temporaries(self):
        return [slot for slot in self.slots() if slot[1] and slot[2] == "temporary"]

    def globals(self):
        return dict_names(self.view.globals)

    def find(self, name):
        """(address of the value, what the name is): as the program's own code would look."""
        for local, value, kind in self.locals():
            if local == name:
                return value, kind
        return find_global(self.view.globals, name)


class MainModule:
    """The module __main__ as the place where names are looked up: what a PythonFrame is for names,
    while there is none."""

    def __init__(self):
        module = variable("interpreter").main_module
        if module == 0:
            raise no_frame()
        self.dict = view("Module", module).dict

    def globals(self):
        return dict_names(self.dict)

    def locals(self):
        return [(name, value, "name") for name, value in self.globals()]

    def temporaries(self):
        return []

    def find(self, name):
        return find_global(self.dict, name)


def dict_names(dict_address):
    """(name, value) of each entry of a namespace."""
    return [(name_text(key), value) for key, value, _ in objects.dict_entries(dict_address)]


def find_global(globals_dict, name):
    """(address of the value, what the name is) of a name that is no local one."""
    for dict_address, kind in ((globals_dict, "global"),
                               (variable("interpreter").builtins, "built-in")):
        value = objects.lookup(dict_address, name)
        if value:
            return value, kind
    raise Problem(f"no variable \"{name}\" here")


def no_frame():
    """The Problem that no frame is there, and what the process does instead."""
    state = variable("interpreter")
    if state.at_prompt:
        reason = "the prompt waits for a statement; py-globals shows the names that it knows"
    elif state.main_module:
        reason = "C code is at work between two frames; py-globals shows the names of __main__"
    else:
        reason = "its program has not begun, or has ended"
    return Problem(f"no Python code is running in this process: {reason}")


def is_cell(address):
    try:
        return address != 0 and objects.type_of(address).kind == "cell_type"
    except Problem:
        return False  # whoever shows the value will say what is wrong with it


def name_text(key):
    """A dict's key as a name."""
    if objects.type_of(key).kind == "str_type":
        return objects.str_value(key)
    return texts.text(key, texts.shown_most())


def _line(code, instruction):
    position = view("Position", code.positions + instruction * struct("Position").size)
    return position.line


def line_of(frame_view):
    """The line that a frame of a generator stands at."""
    return PythonFrame(frame_view.address, newest=False).line


# ---- the loop's C frame --------------------------------------------------------------------------

def _c_frames():
    frame = gdb.newest_frame() if gdb.selected_thread() else None
    for _ in range(C_FRAMES_MOST):
        if frame is None:
            return
        yield frame
        frame = frame.older()


def loop_instruction(code, frame_address, saved):
    """Where the C loop is in the code of the newest frame; saved: where it was when the frame's
    `next` was written, which is right if nothing else can be found out."""
    first, size = code.instructions, struct("Instruction").size
    end = first + code.instruction_count * size
    found = [place for place in _loop_pointers(frame_address)
             if first <= place < end and (place - first) % size == 0]
    return saved if saved in found or not found else found[0]


@once_a_stop
def _loop_pointers(frame_address):
    """What may be the loop's instruction pointer: `pc` of the newest eval_run; where the compiler
    has lost track of it, the registers, lowest first (a higher one is the next instruction)."""
    try:
        if gdb.newest_frame().name() == "debugger_stop":
            return []  # the frame's `next` was written just now
        c_frame = next((each for each in _c_frames() if each.name() == "eval_run"), None)
        if c_frame is None or _variable(c_frame, "frame") not in (None, frame_address):
            return []
        pc = _variable(c_frame, "pc")
        if pc is not None:
            return [pc]
        names = [register.name for register in c_frame.architecture().registers("general")]
        values = [_number(lambda name=name: c_frame.read_register(name)) for name in names]
        return sorted(value for value in values if value is not None)
    except gdb.error:
        return []  # no C stack to walk: the frame's own `next` will do


def _variable(c_frame, name):
    return _number(lambda: c_frame.read_var(name))


def _number(read):
    """A value as an address, or None: it is optimised out, or not saved."""
    try:
        return int(read()) & (1 << 8 * pointer_size()) - 1
    except (gdb.error, ValueError, RuntimeError):
        return None


# ---- all of them, and the selected one -----------------------------------------------------------

def addresses():
    """Where the frames are, newest first. A chain that leads back into itself is a Problem."""
    seen, address = set(), variable("interpreter").frame
    while address:
        if address in seen or address % pointer_size():
            raise Problem(f"the chain of frames is corrupt at {address:#x}")
        seen.add(address)
        yield address
        address = view("Frame", address).caller


def all_frames():
    """PythonFrames, newest first; the Problem that ends them, if there is one, comes last."""
    try:
        for number, address in enumerate(addresses()):
            yield PythonFrame(address, newest=number == 0)
    except Problem as problem:
        yield problem


def traced_frame():
    """The newest one, of a program that stopped in debugger_stop: there `next` is exact."""
    return PythonFrame(variable("interpreter").frame, newest=False)


class Selection:
    """Which frame py-up and py-down have chosen; the newest again whenever the program has run."""

    def __init__(self):
        self.stop, self.level = -1, 0

    def _check(self):
        memory.check_owner()
        if self.stop != memory.stop:
            self.stop, self.level = memory.stop, 0

    def frame(self):
        """Problem, when there is none, or it cannot be read."""
        self._check()
        return self._at(self.level)

    def scope(self):
        """Where names are looked up: in the frame, or, when there is none, in __main__."""
        return self.frame() if variable("interpreter").frame else MainModule()

    def move(self, distance):
        """The new frame. Problem at either end."""
        self._check()
        if self.level + distance < 0:
            self._at(0)  # or say that there is none at all
            raise Problem("this is the newest Python frame")
        frame = self._at(self.level + distance)
        self.level += distance
        return frame

    def _at(self, level):
        for number, frame in enumerate(all_frames()):
            if isinstance(frame, Problem):
                raise frame
            if number == level:
                return frame
        if variable("interpreter").frame == 0:
            raise no_frame()
        raise Problem("this is the oldest Python frame")


selection = Selection()
