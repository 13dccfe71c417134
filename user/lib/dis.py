"""Shows the instructions of functions, classes, modules, code and source, in the columns of
CPython's dis: source line, ">>" where a jump leads, offset in bytes, name, the fields of the
instruction, and in parentheses what they name. The instructions are this interpreter's own
(interp/vm/opcodes.h): each names its operands instead of using a stack."""
import sys
import types

from _code import exception_table, instructions, opcodes
from collections import namedtuple

__all__ = ["code_info", "dis", "disassemble", "distb", "disco", "findlinestarts", "show_code",
           "get_instructions", "Instruction", "Bytecode", "cmp_op", "hasname", "hasjrel",
           "hascompare", "opname", "opmap"]

_LINE_WIDTH, _OFFSET_WIDTH, _NAME_WIDTH, _FIELDS_WIDTH = 3, 4, 24, 12

cmp_op = ("<", "<=", "==", "!=", ">", ">=")
opname = [name for name, jumps, names in opcodes()]
opmap = {name: number for number, name in enumerate(opname)}
hasjrel = [number for number, (name, jumps, names) in enumerate(opcodes()) if jumps]
hasname = [number for number, (name, jumps, names) in enumerate(opcodes()) if names]
hascompare = [number for number, name in enumerate(opname)
              if name.startswith(("COMPARE_", "JUMP_IF_")) and name[-2:] in
              ("LT", "LE", "EQ", "NE", "GT", "GE")]

COMPILER_FLAG_NAMES = {1: "OPTIMIZED", 2: "NEWLOCALS", 4: "VARARGS", 8: "VARKEYWORDS",
                       16: "NESTED", 32: "GENERATOR", 64: "NOFREE", 128: "COROUTINE",
                       256: "ITERABLE_COROUTINE", 512: "ASYNC_GENERATOR"}

Positions = namedtuple("Positions", "lineno end_lineno col_offset end_col_offset")


class Instruction(namedtuple("_Instruction", "opname opcode arg argval argrepr offset "
                             "starts_line is_jump_target positions")):
    """One instruction: arg is its fields as a text, argrepr what they name."""

    __slots__ = ()

    def _disassemble(self, line_width=_LINE_WIDTH, current=False, offset_width=_OFFSET_WIDTH):
        line = "" if self.starts_line is None else str(self.starts_line)
        text = (f"{line:>{line_width}} {'-->' if current else '   '} "
                f"{'>>' if self.is_jump_target else '  '} {self.offset:>{offset_width}} ")
        if self.arg is None:
            return text + self.opname
        return (text + self.opname.ljust(_NAME_WIDTH) + self.arg.ljust(_FIELDS_WIDTH)
                + f" ({self.argrepr})")


def _code_in(x):
    """What of a function, method or generator is its code; anything else as it is."""
    x = getattr(x, "__func__", x)
    for name in ("__code__", "gi_code"):
        if hasattr(x, name):
            return getattr(x, name)
    return x


def _compiled(source, path):
    """The code of an expression or, when it is none, of statements."""
    try:
        return compile(source, path, "eval")
    except SyntaxError:
        return compile(source, path, "exec")


def _code_of(x):
    """The code object of a function, method, generator or code object, or of a str of source."""
    x = _code_in(x)
    if isinstance(x, str):
        x = _compiled(x, "<disassembly>")
    if isinstance(x, types.CodeType):
        return x
    raise TypeError(f"don't know how to disassemble {type(x).__name__} objects")


def get_instructions(x, *, first_line=None, show_caches=False, adaptive=False):
    """Yields the Instructions of a function, method, code object or source text."""
    code = _code_of(x)
    moved = 0 if first_line is None else first_line - code.co_firstlineno
    last_line = None
    for name, number, fields, words, offset, line, target, positions in instructions(code):
        starts = line + moved if line != last_line else None
        last_line = line
        if words is not None:
            words = words[1:-1]
        yield Instruction(name, number, fields, words, words, offset, starts, target,
                          Positions(*positions))


def disassemble(code, lasti=-1, *, file=None, show_caches=False, adaptive=False):
    """Shows one code object; lasti is the offset to be marked with an arrow."""
    _show(code, code.co_firstlineno, lasti, file)


def _show(code, first_line, lasti, file):
    shown = list(get_instructions(code, first_line=first_line))
    last_line = max([i.starts_line for i in shown if i.starts_line is not None])
    line_width = max(_LINE_WIDTH, len(str(last_line)))
    offset_width = max(_OFFSET_WIDTH, len(str(shown[-1].offset)))
    for number, instruction in enumerate(shown):
        if number and instruction.starts_line is not None:
            print(file=file)
        current = instruction.offset == lasti
        print(instruction._disassemble(line_width, current, offset_width), file=file)
    table = exception_table(code)
    if table:
        print("ExceptionTable:", file=file)
    for start, end, handler, depth in table:
        print(f"  {start} to {end} -> {handler} [{depth}]", file=file)


disco = disassemble  # its first name, which CPython keeps, too


def _disassemble_recursive(code, depth, file):
    disassemble(code, file=file)
    if depth is not None and depth <= 0:
        return
    for constant in code.co_consts:
        if isinstance(constant, types.CodeType):
            print(file=file)
            print(f"Disassembly of {constant!r}:", file=file)
            _disassemble_recursive(constant, None if depth is None else depth - 1, file)


def _disassemble_members(x, depth, file):
    """The functions, classes and code in what has a namespace: a class, a module, an instance."""
    kinds = (types.FunctionType, types.MethodType, types.CodeType, classmethod, staticmethod, type)
    for name, member in sorted(x.__dict__.items()):
        if isinstance(member, kinds):
            print(f"Disassembly of {name}:", file=file)
            try:
                dis(member, file=file, depth=depth)
            except TypeError as error:
                print("Sorry:", error, file=file)
            print(file=file)


def dis(x=None, *, file=None, depth=None, show_caches=False, adaptive=False):
    """Shows a function, method, class, module, generator, code object or source text, and what is
    defined inside (depth: so many levels); without an argument, where the last exception came
    from. file: where to print instead of sys.stdout."""
    if x is None:
        distb(file=file)
        return
    x = _code_in(x)
    if hasattr(x, "__dict__"):
        _disassemble_members(x, depth, file)
        return
    if isinstance(x, str):
        x = _compiled(x, "<dis>")
    _disassemble_recursive(_code_of(x), depth, file)


def distb(tb=None, *, file=None, show_caches=False, adaptive=False):
    """Shows the code where a traceback ends, with an arrow at the instruction that failed."""
    if tb is None:
        last = getattr(sys, "last_traceback", None)
        if last is None:
            raise RuntimeError("no last traceback to disassemble") from None
        tb = last
    while tb.tb_next:
        tb = tb.tb_next
    disassemble(tb.tb_frame.f_code, tb.tb_lasti, file=file)


def findlinestarts(code):
    """Yields (offset, line) wherever a line of source begins."""
    for instruction in get_instructions(code):
        if instruction.starts_line is not None:
            yield instruction.offset, instruction.starts_line


def pretty_flags(flags):
    """The names of a code object's flags, with commas between."""
    names = [name for bit, name in COMPILER_FLAG_NAMES.items() if flags & bit]
    rest = flags & ~sum(COMPILER_FLAG_NAMES)
    return ", ".join(names + ([hex(rest)] if rest or not names else []))


def code_info(x):
    """What a code object has besides its instructions."""
    code = _code_of(x)
    lines = [f"Name:              {code.co_name}", f"Filename:          {code.co_filename}",
             f"Argument count:    {code.co_argcount}",
             f"Positional-only arguments: {code.co_posonlyargcount}",
             f"Kw-only arguments: {code.co_kwonlyargcount}",
             f"Number of locals:  {code.co_nlocals}", f"Stack size:        {code.co_stacksize}",
             f"Flags:             {pretty_flags(code.co_flags)}"]
    for title, names, shown in (("Constants", code.co_consts, repr), ("Names", code.co_names, str),
                                ("Variable names", code.co_varnames, str),
                                ("Free variables", code.co_freevars, str),
                                ("Cell variables", code.co_cellvars, str)):
        if names:
            lines.append(f"{title}:")
            lines.extend(f"{number:4}: {shown(name)}" for number, name in enumerate(names))
    return "\n".join(lines)


def show_code(x, *, file=None):
    """Prints what code_info gives."""
    print(code_info(x), file=file)


class Bytecode:
    """The instructions of something, to be iterated over or shown as a text by dis().
    first_line: the number that the first line is given; current_offset: where the arrow stands."""

    def __init__(self, x, *, first_line=None, current_offset=None, show_caches=False,
                 adaptive=False):
        self.codeobj = _code_of(x)
        self.first_line = first_line if first_line is not None else self.codeobj.co_firstlineno
        self.current_offset = current_offset
        self._original_object = x

    def __iter__(self):
        return get_instructions(self.codeobj, first_line=self.first_line)

    def __repr__(self):
        return f"Bytecode({self._original_object!r})"

    @classmethod
    def from_traceback(cls, tb, *, show_caches=False, adaptive=False):
        """The code where a traceback ends, the arrow at the instruction that failed."""
        while tb.tb_next:
            tb = tb.tb_next
        return cls(tb.tb_frame.f_code, current_offset=tb.tb_lasti)

    def info(self):
        """What code_info says of it."""
        return code_info(self.codeobj)

    def dis(self):
        """The text that dis() prints."""
        from io import StringIO
        output = StringIO()
        offset = -1 if self.current_offset is None else self.current_offset
        _show(self.codeobj, self.first_line, offset, output)
        return output.getvalue()


_USAGE = "usage: dis.py [-h] [infile]\n"


def _main(arguments):
    path = arguments[0] if arguments else "-"
    if path in ("-h", "--help"):
        print(_USAGE + "\ninfile: the source that is shown; without it, or with -, the input")
        return
    try:
        source = sys.stdin.read() if path == "-" else open(path, "rb").read()
    except OSError as error:
        sys.stderr.write(f"{_USAGE}dis.py: error: argument infile: can't open '{path}': {error}\n")
        sys.exit(2)
    dis(compile(source, "<stdin>" if path == "-" else path, "exec"))


if __name__ == "__main__":
    _main(sys.argv[1:])
