"""py-dis: a code object's instructions, in the columns of `pyc -d` (program/disassemble.c), which
are those of CPython's dis; dis's arrow stands at the instruction that is running."""
from . import objects, texts
from .target import Problem, address_of, constant, enumerators, memory, pointer_size, struct, view

INSTRUCTIONS_MOST = 1 << 20  # more than any program file can hold
ARROW = "-->"
FUNCTION_PARTS = ["defaults", "keyword defaults", "annotations", "closure"]


class Opcode:
    """A row of opcode_table: its name and what its fields mean (FIELD_*)."""

    def __init__(self, number):
        row = view("OpcodeDescription",
                   address_of("opcode_table") + number * struct("OpcodeDescription").size)
        meanings = enumerators("Field")
        self.name = memory.name(row.name)
        self.x, self.a, self.b, self.c = (meanings[each][len("FIELD_"):]
                                          for each in (row.x, row.a, row.b, row.c))


class Instruction:
    """One instruction, and the facts that program/opcode_table.c knows about it."""

    def __init__(self, code, index):
        self.index, self.code = index, code
        raw = view("Instruction", code.instructions + index * struct("Instruction").size)
        count = len(enumerators("Opcode")) - 1  # the last one is OPCODE_COUNT
        if raw.opcode >= count:
            raise Problem(f"no opcode has the number {raw.opcode}, at {raw.address:#x}")
        self.x, self.a, self.b, self.c = raw.x, raw.a, raw.b, raw.c
        self.opcode = Opcode(raw.opcode)
        self.name = self.opcode.name

    def has_b(self):
        return self.name != "RAISE_VARARGS" or self.x >= 1

    def has_c(self):
        if self.name == "FORMAT_VALUE":
            return bool(self.x & constant("FORMAT_HAS_SPEC"))
        return self.name != "RAISE_VARARGS" or self.x == 2

    def block_length(self):
        count = self.c & 0xFFFF
        return {"BUILD_MAP": 2 * count, "CALL": 2 + count, "CALL_FUNCTION_EX": 3 + (self.x & 1),
                "MAKE_FUNCTION": self.x.bit_count(), "UNPACK_EX": self.x + 1 + count,
                "LOAD_METHOD": 2, "BEFORE_WITH": 2, "IMPORT_NAME": 2}.get(self.name, count)

    def jumps(self):
        return "JUMP" in (self.opcode.a, self.opcode.c) or self.opcode.b == "WIDE"

    def distance(self):
        if self.opcode.b == "WIDE":
            distance = (self.c & 0xFFFF) << 16 | self.b & 0xFFFF
            return distance - (distance >> 31 << 32)
        return self.a if self.opcode.a == "JUMP" else self.c

    # -- as text --

    def fields(self):
        """The fields that it uses, as numbers."""
        opcode = self.opcode
        if opcode.b == "WIDE":
            return str(self.distance())
        numbers = [f"{self.x}:"] if opcode.x != "NONE" else []
        for value, is_there in ((self.a, opcode.a != "NONE"),
                                (self.b, opcode.b != "NONE" and self.has_b()),
                                (self.c, opcode.c != "NONE" and self.has_c())):
            if is_there:
                numbers.append(str(value))
        return " ".join(numbers)

    def description(self):
        """What the fields name: "temporary 1 = local x, 10"."""
        opcode = self.opcode
        writes = opcode.a in ("DEST", "BLOCK", "LOCALS")
        target = self._field(opcode.a, self.a)
        words = [] if writes else target
        if self.has_b():
            words = words + self._field(opcode.b, self.b)
        if self.has_c() and opcode.b != "WIDE":
            words = words + self._field(opcode.c, self.c)
        words = words + self._flag()
        if not writes:
            return ", ".join(words)
        default = "..." if opcode.a == "DEST" else "parts"
        return f"{', '.join(target)} = {', '.join(words) or default}"

    def _field(self, meaning, value):
        if meaning in ("DEST", "OPERAND", "KEEP", "CELL"):
            return [self._slot(value)]
        if meaning == "BLOCK":
            return [self._block(value)]
        if meaning == "LOCALS":
            names = objects.tuple_items(self.code.local_names)[0][value:value + self.c]
            return [f"locals {objects.str_value(names[0])} to {objects.str_value(names[-1])}"]
        if meaning == "SITE":
            site = view("Site", self.code.sites + value * struct("Site").size)
            return [objects.str_value(site.name)]
        if meaning == "CONST":
            return [self._constant(value)]
        if meaning in ("JUMP", "WIDE"):
            return [f"to {(self.index + 1 + self.distance()) * struct('Instruction').size}"]
        return []

    def _constant(self, number):
        if number >= self.code.constant_count:
            return f"<no constant {number}>"
        value = memory.pointer(self.code.constants + number * pointer_size())
        if objects.type_of(value).kind == "code_type":
            return "code " + objects.str_value(view("Code", value).qualified_name)
        return texts.text(value, texts.shown_most())

    def _slot(self, slot):
        if slot < 0:
            return self._constant(~slot)
        if slot >= self.code.locals:
            return f"temporary {slot - self.code.locals}"
        name = objects.str_value(objects.tuple_items(self.code.local_names)[0][slot])
        is_free = slot >= self.code.locals - self.code.free_variables
        return f"{'free variable' if is_free else 'local'} {name}"

    def _block(self, first):
        length = self.block_length()
        if length == 0:
            return "nothing"
        if length == 1:
            return self._slot(first)
        number = first - self.code.locals
        return f"temporaries {number} to {number + length - 1}"

    def _flag(self):
        if self.opcode.a == "JUMP" and self.opcode.x == "FLAG":
            return ["if true" if self.x else "if false"]
        if self.name in ("IS_OP", "CONTAINS_OP") and self.x:
            return ["not"]
        conversion = self.x & ~constant("FORMAT_HAS_SPEC")
        if self.name == "FORMAT_VALUE" and conversion:
            return [f"!{chr(conversion)}"]
        if self.name == "MAKE_FUNCTION":
            return [part for bit, part in enumerate(FUNCTION_PARTS) if self.x & 1 << bit]
        return []


def _exception_ranges(code):
    """Their numbers."""
    if code.exception_range_count > INSTRUCTIONS_MOST:
        raise Problem(f"code of {code.exception_range_count} exception ranges at "
                      f"{code.address:#x}")
    return range(code.exception_range_count)


def _targets(code, instructions):
    targets = {each.index + 1 + each.distance() for each in instructions if each.jumps()}
    size = struct("ExceptionRange").size
    for number in _exception_ranges(code):
        targets.add(view("ExceptionRange", code.exception_ranges + number * size).handler)
    return targets


def _is_lineless(instructions, lines, index):
    """Whether it stands for nothing in the source (is_lineless in program/disassemble.c)."""
    each = instructions[index]
    if index == len(instructions) - 1:
        return lines[index] == each.code.first_line
    if each.name in ("JUMP_FORWARD", "JUMP_BACKWARD"):
        return lines[index] == lines[index - 1]
    return (each.name == "PUSH_EXC_INFO"
            or (each.name == "POP_EXCEPT" and instructions[index + 1].name == "RERAISE")
            or (each.name == "RERAISE" and instructions[index - 1].name == "POP_EXCEPT"))


def _shown_lines(code, instructions):
    """For each instruction its line; for one that stands for nothing, the line before it."""
    size = struct("Position").size
    lines = [view("Position", code.positions + each.index * size).line for each in instructions]
    shown = []
    for index, line in enumerate(lines):
        shown.append(shown[-1] if index and _is_lineless(instructions, lines, index) else line)
    return shown


def disassemble(code, current=None):
    """Lines of text; the arrow at instruction number `current`."""
    count, size = code.instruction_count, struct("Instruction").size
    if count > INSTRUCTIONS_MOST:
        raise Problem(f"code of {count} instructions at {code.address:#x}")
    instructions = [Instruction(code, index) for index in range(count)]
    lines = _shown_lines(code, instructions)
    line_width = max([3] + [len(str(line)) for line in lines])
    offset_width = max(4, len(str((count - 1) * size)))
    targets, previous = _targets(code, instructions), None
    for each, line in zip(instructions, lines):
        if line != previous and previous is not None:
            yield ""
        shown = str(line) if line != previous else ""
        previous = line
        arrow = ARROW if each.index == current else " " * len(ARROW)
        mark = ">>" if each.index in targets else "  "
        start = f"{shown:>{line_width}} {arrow} {mark} {each.index * size:>{offset_width}} "
        opcode = each.opcode
        if {opcode.x, opcode.a, opcode.b, opcode.c} == {"NONE"}:
            yield start + each.name
        else:
            yield f"{start}{each.name:<24}{each.fields():<12} ({each.description()})"
    yield from _exception_table(code, size)


def _exception_table(code, size):
    if code.exception_range_count:
        yield "ExceptionTable:"
    for number in _exception_ranges(code):
        each = view("ExceptionRange",
                    code.exception_ranges + number * struct("ExceptionRange").size)
        yield (f"  {each.start * size} to {(each.end - 1) * size} -> {each.handler * size} "
               f"[{each.depth}]")
