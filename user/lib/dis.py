"""Shows the instructions of functions, classes, modules, code and source, in the columns of
CPython's dis: source line, ">>" where a jump leads, offset in bytes, name, the fields of the
instruction, and in parentheses what they name. The instructions are this interpreter's own
(interp/vm/opcodes.h): each names its operands instead of using a stack."""
import sys
import types

from _code import exception_table, instructions
from collections import namedtuple

__all__ = ["dis", "disassemble", "distb", "code_info", "show_code", "get_instructions",
           "findlinestarts", "Bytecode", "Instruction"]

_LINE_WIDTH, _OFFSET_WIDTH, _NAME_WIDTH, _FIELDS_WIDTH = 3, 4, 24, 12

_FLAGS = {1: "OPTIMIZED", 2: "NEWLOCALS", 4: "VARARGS", 8: "VARKEYWORDS", 16: "NESTED",
          32: "GENERATOR"}

Positions = namedtuple("Positions", "lineno end_lineno col_offset end_col_offset")


class Instruction(namedtuple("_Instruction", "opname opcode arg argval argrepr offset "
                             "starts_line is_jump_target positions")):
    """One instruction: arg is its fields as a text, argrepr what they name."""

    __slots__ = ()

    def _disassemble(self, current=False):
        line = "" if self.starts_line is None else str(self.starts_line)
        text = (f"{line:>{_LINE_WIDTH}} {'-->' if current else '   '} "
                f"{'>>' if self.is_jump_target else '  '} {self.offset:>{_OFFSET_WIDTH}} ")
        if self.arg is None:
            return text + self.opname
        return (text + self.opname.ljust(_NAME_WIDTH) + self.arg.ljust(_FIELDS_WIDTH)
                + f" ({self.argrepr})")


def _code_of(x):
    """The code object of a function, method, generator, class member, or a str of source."""
    x = getattr(x, "__func__", x)
    for name in ("__code__", "gi_code"):
        if hasattr(x, name):
            return getattr(x, name)
    if isinstance(x, str):
        try:
            return compile(x, "<disassembly>", "eval")
        except SyntaxError:
            return compile(x, "<disassembly>", "exec")
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
    for number, instruction in enumerate(get_instructions(code)):
        if number and instruction.starts_line is not None:
            print(file=file)
        print(instruction._disassemble(instruction.offset == lasti), file=file)
    table = exception_table(code)
    if table:
        print("ExceptionTable:", file=file)
    for start, end, handler, depth in table:
        print(f"  {start} to {end} -> {handler} [{depth}]", file=file)


def _disassemble_recursive(code, depth, file):
    disassemble(code, file=file)
    if depth is not None and depth <= 0:
        return
    for constant in code.co_consts:
        if isinstance(constant, types.CodeType):
            print(f"\nDisassembly of {constant!r}:", file=file)
            _disassemble_recursive(constant, None if depth is None else depth - 1, file)


def dis(x=None, *, file=None, depth=None, show_caches=False, adaptive=False):
    """Shows a function, method, class, module, generator, code object or source text; without an
    argument, where the last exception came from."""
    if x is None:
        distb(file=file)
        return
    if not isinstance(x, type) and not isinstance(x, types.ModuleType):
        _disassemble_recursive(_code_of(x), depth, file)
        return
    for name, member in sorted(x.__dict__.items()):
        member = getattr(member, "__func__", member)
        if not isinstance(member, (types.FunctionType, types.CodeType, type)):
            continue
        print(f"Disassembly of {name}:", file=file)
        try:
            dis(member, file=file, depth=depth)
        except TypeError as error:
            print("Sorry:", error, file=file)
        print(file=file)


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


def _flags_text(flags):
    names = [name for bit, name in _FLAGS.items() if flags & bit]
    rest = flags & ~sum(_FLAGS)
    return ", ".join(names + ([hex(rest)] if rest or not names else []))


def code_info(x):
    """What a code object has besides its instructions."""
    code = _code_of(x)
    lines = [f"Name:              {code.co_name}", f"Filename:          {code.co_filename}",
             f"Argument count:    {code.co_argcount}",
             f"Positional-only arguments: {code.co_posonlyargcount}",
             f"Kw-only arguments: {code.co_kwonlyargcount}",
             f"Number of locals:  {code.co_nlocals}", f"Stack size:        {code.co_stacksize}",
             f"Flags:             {_flags_text(code.co_flags)}"]
    for title, names, shown in (("Constants", code.co_consts, repr), ("Names", code.co_names, str),
                                ("Variable names", code.co_varnames, str),
                                ("Free variables", code.co_freevars, str),
                                ("Cell variables", code.co_cellvars, str)):
        if names:
            lines.append(f"{title}:")
            lines.extend(f"{number:4}: {shown(name)}" for number, name in enumerate(names))
    return "\n".join(lines)


def show_code(x, *, file=None):
    print(code_info(x), file=file)


class Bytecode:
    """The instructions of something, to be iterated over or shown by .dis()."""

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
        while tb.tb_next:
            tb = tb.tb_next
        return cls(tb.tb_frame.f_code, current_offset=tb.tb_lasti)

    def info(self):
        return code_info(self.codeobj)

    def dis(self):
        from io import StringIO
        output = StringIO()
        offset = -1 if self.current_offset is None else self.current_offset
        disassemble(self.codeobj, offset, file=output)
        return output.getvalue()


def _main():
    path = sys.argv[1] if len(sys.argv) > 1 else "-"
    if path == "-":
        source, path = sys.stdin.read(), "<stdin>"
    else:
        with open(path, "rb") as file:
            source = file.read()
    dis(compile(source, path, "exec"))


if __name__ == "__main__":
    _main()
