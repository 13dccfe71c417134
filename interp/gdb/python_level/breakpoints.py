"""Breakpoints on Python lines: what py-break's argument says, and how the machine is told of it
(vm/debugger.h). The machine passes by what certainly is not meant; the rest is decided here."""
import ast
import operator
import re

from . import names
from .target import Problem, constant, say, struct

_WHERE = re.compile(r"(?P<file>.+?):(?P<line>\d+)(?:\s+if\s+(?P<condition>.+))?$")
_LINE_MOST = 1 << 20  # vm/code.h's Position

# How it is compared here, and for which orders it holds in the machine.
COMPARISONS = {
    "==": (operator.eq, ("EQUAL",)), "!=": (operator.ne, ("LESS", "GREATER")),
    "<": (operator.lt, ("LESS",)), "<=": (operator.le, ("LESS", "EQUAL")),
    ">": (operator.gt, ("GREATER",)), ">=": (operator.ge, ("GREATER", "EQUAL"))}


_OPERATORS = {ast.Eq: "==", ast.NotEq: "!=", ast.Lt: "<", ast.LtE: "<=", ast.Gt: ">", ast.GtE: ">="}
_IDENTITIES = {ast.Is: "==", ast.IsNot: "!="}  # with None: there is but one


class Condition:
    """NAME == VALUE"""

    def __init__(self, text):
        try:
            tree = ast.parse(text.strip().removeprefix("@"), mode="eval").body
        except (SyntaxError, ValueError, MemoryError, RecursionError):
            tree = None
        if not isinstance(tree, ast.Compare) or len(tree.ops) != 1:
            raise Problem(f"\"{text}\" is not NAME == VALUE (or !=, <, <=, >, >=)")
        names.check(tree.left)
        self.tree, self.name = tree.left, ast.unparse(tree.left)
        operators = {**_OPERATORS, **(_IDENTITIES if _is_none(tree.comparators[0]) else {})}
        if type(tree.ops[0]) not in operators:
            raise Problem(f"\"{text}\" does not compare by ==, !=, <, <=, > or >= (or `is` with "
                          "None)")
        self.comparison = operators[type(tree.ops[0])]
        try:
            self.value = ast.literal_eval(tree.comparators[0])
        except (ValueError, TypeError, SyntaxError, MemoryError, RecursionError):
            raise Problem(f"{ast.unparse(tree.comparators[0])} is not a literal: a number, a text, "
                          "None, True, or a list, tuple, set or dict of them") from None

    def holds(self, frame):
        """Problem, or TypeError, when it cannot be evaluated."""
        compare, _ = COMPARISONS[self.comparison]
        return compare(names.value_of(names.resolve_tree(self.tree, frame)[0]), self.value)

    def fields(self):
        """{field of LineBreakpoint: bytes}; {}: the machine leaves it to the debugger."""
        name, value = self.name.encode("latin-1", "replace"), self._value_fields()
        if not self.name.isidentifier() or not self.name.isascii() \
                or len(name) > constant("CONDITION_NAME") or not value:
            return {}
        orders = sum(constant(f"CONDITION_{each}") for each in COMPARISONS[self.comparison][1])
        return {"name": name, "name_length": bytes([len(name)]), "orders": bytes([orders]), **value}

    def _value_fields(self):
        if self.value is None:
            return {"kind": bytes([constant("CONDITION_NONE")])}
        if isinstance(self.value, int) and -1 << 63 <= self.value < 1 << 63:
            return {"kind": bytes([constant("CONDITION_INT")]),
                    "value": int(self.value).to_bytes(8, "little", signed=True)}
        if isinstance(self.value, str) and self.value.isascii():
            text = self.value.encode()
            return {"kind": bytes([constant("CONDITION_STR")]),
                    "value": len(text).to_bytes(4, "little") + text[:constant("CONDITION_TEXT")]}
        return {}


def _is_none(tree):
    return isinstance(tree, ast.Constant) and tree.value is None


class PythonBreakpoint:
    def __init__(self, text):
        match = _WHERE.match(text)
        if not match:
            raise Problem("where? py-break FILE:LINE [if NAME == VALUE]")
        self.text = text
        self.file, self.line = match["file"], int(match["line"])
        self.condition = Condition(match["condition"]) if match["condition"] else None
        self.hits = 0
        if not 0 < self.line < _LINE_MOST:
            raise Problem(f"there is no line {self.line}")

    def is_in(self, file):
        """Does the file's name end in the given one, folders being whole?"""
        return ("/" + file).endswith("/" + self.file.lstrip("/"))

    def is_at(self, frame):
        return frame.line == self.line and self.is_in(frame.file)

    def wants(self, frame):
        """Does the condition hold? One that cannot be evaluated stops the program and says why."""
        try:
            if self.condition and not self.condition.holds(frame):
                return False
        except (Problem, TypeError) as problem:
            say(f"The condition of Python breakpoint \"{self.text}\" cannot be evaluated: "
                  f"{problem}")
        self.hits += 1
        return True

    def row(self):
        """A LineBreakpoint. A file's name that the machine cannot compare is left to wants()."""
        layout = struct("LineBreakpoint")
        name = self.file.encode("latin-1", "replace")[-constant("LINE_BREAKPOINT_FILE"):]
        if not self.file.isascii():
            name = b""
        fields = {"line": self.line.to_bytes(4, "little"), "file_length": bytes([len(name)]),
                  "file": name, **(self.condition.fields() if self.condition else {})}
        row = bytearray(layout.size)
        for field, value in fields.items():
            row[layout.offset(field):layout.offset(field) + len(value)] = value
        return bytes(row)


breakpoints = {}  # number: PythonBreakpoint
