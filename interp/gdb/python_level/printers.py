"""How GDB itself shows Python: a printer for pointers to objects, and a frame filter that puts
Python's frames into `bt`, below the C frame of the loop that runs them."""
import gdb
import gdb.printing
from gdb.FrameDecorator import FrameDecorator

from . import frames, texts
from .target import Problem, begins_with_object, printable, struct


# ---- values --------------------------------------------------------------------------------------

class ObjectPrinter:
    """print interpreter.builtins: dict {...} <refs 3 @0x10000a40>"""

    def __init__(self, value):
        self.address = int(value)

    def to_string(self):
        return printable(texts.summary(self.address))


class ObjectPrinters(gdb.printing.PrettyPrinter):
    """Knows the pointers that lead to structs which begin with an Object, as those of objects."""

    def __init__(self):
        super().__init__("python-objects")

    def __call__(self, value):
        real = value.type.strip_typedefs()
        if real.code != gdb.TYPE_CODE_PTR:
            return None
        target = real.target().unqualified()
        return ObjectPrinter(value) if begins_with_object(target) else None


gdb.printing.register_pretty_printer(None, ObjectPrinters(), replace=True)


# ---- frames --------------------------------------------------------------------------------------

class Variable:
    """A name and its value in the form that GDB's frame printing asks for: a pointer, which the
    printer above shows."""

    def __init__(self, name, address):
        self.name, self.address = printable(name), address

    def symbol(self):
        return self.name

    def value(self):
        return gdb.Value(self.address).cast(struct("Object").type.pointer())


class PythonFrameDecorator(FrameDecorator):
    """A Python frame, shown below the C frame `base` of the loop."""

    def __init__(self, base, frame):
        super().__init__(base)
        self.frame = frame

    def function(self):
        try:
            self.frame.arguments()
            return printable(self.frame.name)
        except Problem as problem:
            return f"<{problem}>"

    def filename(self):
        return printable(self.frame.file)

    def line(self):
        return self.frame.line

    def address(self):
        return None

    def elided(self):
        return None

    def frame_args(self):
        return self._variables(self.frame.arguments)

    def frame_locals(self):
        return self._variables(lambda: [(name, value) for name, value, _ in self.frame.locals()])

    def _variables(self, find):
        """None of them when they cannot be read: function() says why."""
        try:
            return [Variable(name, value) for name, value in find()]
        except Problem:
            return []


class LoopDecorator(FrameDecorator):
    """eval_run, with the Python frames that it runs."""

    def __init__(self, base, python_frames):
        super().__init__(base)
        self.python_frames = python_frames

    def elided(self):
        base = self.inferior_frame()
        return iter([PythonFrameDecorator(base, frame) for frame in self.python_frames])


class PythonFrames:
    """The frame filter: each call of eval_run gets its share of Python's frames, which ends with
    the one that C code called or resumed."""

    def __init__(self):
        self.name, self.priority, self.enabled = "python-frames", 100, True
        gdb.frame_filters[self.name] = self

    def filter(self, c_frames):
        rest = frames.all_frames()
        for c_frame in c_frames:
            if c_frame.function() == "eval_run":
                yield LoopDecorator(c_frame, list(_share(rest)))
            else:
                yield c_frame


def _share(rest):
    try:
        for frame in rest:
            if isinstance(frame, Problem):
                return
            yield frame
            if frame.is_entry:
                return
    except Problem:
        return


PythonFrames()
