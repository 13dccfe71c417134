"""random_programs.py: programs made by chance, each the same for the same seed.

Every program is a function that prints what it computes; whatever it raises is printed by type and
message. So two interpreters can be compared by their output alone. Loops are bounded and numbers
are kept from growing without end, so that every program stops. Classes are in random_classes.py.

    python3 random_programs.py SEED [COUNT]     prints COUNT programs as one source text
"""
import random
import sys

from random_classes import PRELUDE as CLASS_PRELUDE, Classes

NAMES = ["a", "b", "c", "d", "e"]
WORDS = ["", "x", "spam", "Eggs and ham", "a,b,,c", "  pad ", "été", "\u4e2d\u6587", "tab\there",
         "123", "-7", "1e3", "\U0001f40d", "quote'\"", "new\nline"]
BINARY = ["+", "-", "*", "//", "%", "/", "&", "|", "^", "<<", ">>", "**"]
COMPARE = ["<", "<=", "==", "!=", ">", ">=", "is", "is not", "in", "not in"]
STR_METHODS = ["upper()", "lower()", "strip()", "title()", "swapcase()", "split()", "split(',')",
               "isdigit()", "isalpha()", "capitalize()", "splitlines()", "center(9, '*')",
               "ljust(6)", "zfill(5)", "replace('a', 'bb')", "find('a')", "count('a')",
               "partition(',')", "startswith('a')", "encode().hex()", "expandtabs(4)", "casefold()",
               "rsplit(None, 1)", "isidentifier()", "rjust(7, '.')", "index('a')", "isspace()"]
SPECS = ["", ">8", "<8", "^9", "08", "+", ",", "_", "x", "#o", "b", ".3", ".2f", "e", "g", "%",
         "d", "s", "10.4", "*^12", "=+6", "c", "n", "#x", ".0f", "012,.2f"]
EXCEPTIONS = ["ValueError", "TypeError", "ZeroDivisionError", "KeyError", "IndexError",
              "Exception", "ArithmeticError", "LookupError", "(ValueError, TypeError)",
              "AttributeError", "OverflowError"]


class Program(Classes):
    """One function body. depth bounds nesting; budget bounds size."""

    def __init__(self, chance):
        self.chance = chance
        self.lines = []
        self.indent = 1
        self.functions = []
        self.generators = []
        self.classes = []
        self.loops = 0

    def pick(self, *choices):
        return self.chance.choice(choices)

    def emit(self, text):
        self.lines.append("    " * self.indent + text)

    # ---- expressions ----

    def number(self):
        chance = self.chance
        return self.pick(
            lambda: str(chance.randint(-6, 300)),
            lambda: str(chance.randint(-10, 10)),
            lambda: str(chance.randint(-2 ** 70, 2 ** 70)),
            lambda: repr(chance.choice([0.0, -0.0, 0.1, 1.5, -2.75, 1e16, 1e-7, 123456.789, 3.0])),
            lambda: repr(round(chance.uniform(-1000, 1000), chance.randint(0, 6))),
            lambda: chance.choice(["True", "False"]),
            lambda: str(2 ** chance.choice([15, 29, 30, 31, 32, 60, 63, 64]) - chance.randint(0, 2)),
        )()

    def atom(self):
        return self.pick(
            self.number, self.number, lambda: repr(self.chance.choice(WORDS)),
            lambda: self.chance.choice(NAMES), lambda: self.chance.choice(NAMES),
            lambda: "None")()

    def items(self, depth, most=4):
        return ", ".join(self.expression(depth - 1) for _ in range(self.chance.randint(0, most)))

    def display(self, depth):
        chance = self.chance
        items = [self.expression(depth - 1) for _ in range(chance.randint(0, 4))]
        if items and chance.random() < 0.15:
            items.insert(chance.randrange(len(items)), "*" + self.iterable(depth - 1))
        kind = chance.randrange(4)
        if kind == 0:
            return "[" + ", ".join(items) + "]"
        if kind == 1:
            return "(" + "".join(item + ", " for item in items) + ")"
        if kind == 2:
            pairs = [f"{self.atom()}: {self.expression(depth - 1)}" for _ in items]
            return "{" + ", ".join(pairs) + "}"
        return "sorted({" + ", ".join(str(chance.randint(0, 9)) for _ in range(3)) + "})"

    def iterable(self, depth):
        chance = self.chance
        if self.generators and chance.random() < 0.25:
            return self.generator_call()
        return self.pick(
            lambda: f"range({chance.randint(-3, 8)})",
            lambda: f"range({chance.randint(-5, 5)}, {chance.randint(-5, 9)}, "
                    f"{chance.choice([-3, -2, -1, 1, 2, 3])})",
            lambda: repr(chance.choice(WORDS)),
            lambda: "[" + self.items(depth, 4) + "]",
            lambda: "enumerate('pq')",
            lambda: f"zip(range(3), {chance.choice(WORDS)!r})",
            lambda: f"reversed([{self.items(depth, 3)}])",
            lambda: "list(map(str, range(4)))",
            lambda: "{1: 'one', 'two': 2}.items()")()

    def slice(self):
        part = lambda: self.chance.choice(["", "", str(self.chance.randint(-5, 6))])
        step = self.chance.choice(["", "", ":", ":2", ":-1", ":-2", ":0"])
        return f"[{part()}:{part()}{step}]"

    def call(self, depth):
        chance = self.chance
        unary = ["abs", "len", "str", "repr", "int", "float", "bool", "list", "tuple", "sum", "min",
                 "max", "sorted", "any", "all", "hash_of", "ord", "chr", "hex", "bin", "type_of",
                 "round", "ascii", "callable", "dict"]
        if self.functions and chance.random() < 0.3:
            return self.call_own(depth)
        name = chance.choice(unary)
        argument = self.expression(depth - 1)
        if name == "round" and chance.random() < 0.5:
            return f"round({argument}, {chance.randint(-2, 4)})"
        if name in ("min", "max") and chance.random() < 0.5:
            return f"{name}({argument}, {self.expression(depth - 1)})"
        if name == "int" and chance.random() < 0.3:
            return f"int({chance.choice(WORDS)!r}, {chance.choice([0, 2, 8, 10, 16, 36])})"
        return f"{name}({argument})"

    def call_own(self, depth):
        name, parameters = self.chance.choice(self.functions)
        count = max(0, parameters + self.chance.choice([-1, 0, 0, 0, 0, 1]))
        arguments = [self.expression(depth - 1) for _ in range(count)]
        if self.chance.random() < 0.25:
            arguments.append(f"{self.chance.choice(['k', 'z'])}={self.atom()}")
        if self.chance.random() < 0.1:
            arguments.insert(0, "*" + self.iterable(depth - 1))
        return f"{name}({', '.join(a for a in arguments if '=' not in a or a[1] != '=')}" + (
            "".join(f", {a}" for a in arguments if "=" in a and a[1] == "=")) + ")"

    def method_call(self, depth):
        """A method of a list, dict, set, str or bytearray, on what a name holds or a display."""
        chance = self.chance
        atom, e = self.atom, lambda: self.expression(depth - 1)
        owner = chance.choice([*NAMES, f"[{self.items(depth)}]", "{1: 2, 'x': [3]}",
                               "bytearray(b'ab,c')", repr(chance.choice(WORDS))])
        return owner + "." + self.pick(
            lambda: f"append({e()})", lambda: f"extend({self.iterable(depth - 1)})",
            lambda: f"insert({chance.randint(-3, 4)}, {e()})",
            lambda: f"pop({chance.choice(['', atom()])})",
            lambda: f"remove({atom()})", lambda: f"index({atom()})", lambda: f"count({atom()})",
            lambda: "reverse()", lambda: "copy()", lambda: "clear()",
            lambda: "sort(" + chance.choice(["", "reverse=True", "key=repr",
                                             "key=str, reverse=True"]) + ")",
            lambda: f"get({atom()}, {atom()})", lambda: f"setdefault({atom()}, {atom()})",
            lambda: f"update({chance.choice([e(), 'z=' + atom(), '{2: 3}'])})", lambda: "popitem()",
            lambda: f"join({self.iterable(depth - 1)})",
            lambda: f"format({atom()}, {atom()})", lambda: "translate({97: 'AA', 98: None})",
            lambda: f"split({chance.choice(['', repr(','), atom()])})",
            lambda: "keys() & {1, 2}")()

    def bytes_or_set(self, depth):
        """Sets hold small ints only: the order of others differs from run to run."""
        chance = self.chance
        atom = self.atom
        data = repr(chance.choice([b"", b"abc", b"\x00\xff", b"a b\n", b"12", b"Zz-9"]))
        numbers = [str(chance.randint(-2, 9)) for _ in range(chance.randint(1, 5))]
        numbers = "{" + ", ".join(numbers) + "}"
        return self.pick(
            lambda: f"{data}[{atom()}]", lambda: f"{data}{self.slice()}",
            lambda: f"({data} + {data})", lambda: f"bytes([{self.items(1)}])",
            lambda: f"bytearray({chance.choice([data, '3', '-1', 'None', '[256]', 'range(3)'])})",
            lambda: f"{data}.{chance.choice(STR_METHODS[:12])}", lambda: f"{data}.find({data})",
            lambda: f"({data} % {atom()})", lambda: f"{data}.decode('latin-1')",
            lambda: f"list({data})", lambda: f"({atom()} in {data})",
            lambda: f"sorted({numbers} {chance.choice('&|^-')} {numbers})",
            lambda: f"({numbers} {chance.choice(['<', '<=', '==', '>', '!='])} {numbers})",
            lambda: f"len(frozenset({self.iterable(depth - 1)}))",
            lambda: f"sorted({numbers}.symmetric_difference([{self.number()}, 1]))",
            lambda: f"{numbers}.{chance.choice(['add', 'discard', 'remove'])}"
                    f"({chance.randint(0, 9)})",
            lambda: f"{numbers}.{chance.choice(['issubset', 'isdisjoint', 'union', 'difference'])}"
                    f"({chance.choice([numbers, 'range(4)', '[]', '3'])})",
            lambda: f"int.from_bytes({data}, {chance.choice(['little', 'big'])!r})",
            lambda: f"({self.number()}).to_bytes({chance.randint(0, 9)}, 'big')")()

    def comprehension(self, depth):
        variable = self.chance.choice(["i", "j"])
        element = f"({variable}, {self.atom()})" if self.chance.random() < 0.3 else variable
        condition = ""
        if self.chance.random() < 0.4:
            condition = f" if {self.expression(depth - 1)}"
        inner = f" for m in range({self.chance.randint(0, 3)})" if self.chance.random() < 0.2 else ""
        clauses = f"for {variable} in {self.iterable(depth - 1)}{condition}{inner}"
        form = self.chance.choice(["[{}]", "[{}]", "len({{{}}})", "list({})", "sum({})", "any({})",
                              "all({})", "tuple({})", "max({})", "sorted({})", "next(({}), 'no')",
                              "{{{key}: {}}}", "list(zip(({}), 'xyz'))", "(({}), 0)[1]"])
        if "key" in form:
            return form.format(f"{element} {clauses}", key=f"({variable}, {self.atom()})")
        return form.format(f"{element} {clauses}")

    def generator_call(self):
        """An iterable: one of the generators that are defined so far."""
        name, parameters = self.chance.choice(self.generators)
        return f"{name}({', '.join(self.atom() for _ in range(parameters))})"

    def expression(self, depth):
        chance = self.chance
        if depth <= 0:
            return self.atom()
        e = lambda: self.expression(depth - 1)

        def binary():
            operator = chance.choice(BINARY)
            right = e()
            if operator in ("<<", "**"): # keep numbers small
                right = str(chance.randint(-2, 9))
            if operator == "*": # and containers
                if chance.random() < 0.3:
                    return f"({self.number()} * {self.number()})"
                right = str(chance.randint(-1, 4))
            return f"({e()} {operator} {right})"

        def comparison():
            chain = e()
            for _ in range(chance.choice([1, 1, 1, 2, 3])):
                chain += f" {chance.choice(COMPARE[:6] + COMPARE[8:])} {e()}"
            return f"({chain})"

        return self.pick(
            self.atom, self.atom, binary, binary, binary, comparison,
            lambda: f"({e()} {chance.choice(['and', 'or'])} {e()})",
            lambda: f"(not {e()})",
            lambda: f"({chance.choice('-+~')} {self.atom()})",
            lambda: f"({e()} if {e()} else {e()})",
            lambda: self.display(depth),
            lambda: self.call(depth), lambda: self.call(depth),
            lambda: f"({e()})[{self.atom()}]",
            lambda: f"({e()}){self.slice()}",
            lambda: f"{chance.choice(WORDS)!r}.{chance.choice(STR_METHODS)}",
            lambda: f"format({e()}, {chance.choice(SPECS)!r})",
            lambda: f"f'<{{{chance.choice(NAMES)}!{chance.choice('rsa')}}}|"
                    f"{{{chance.choice(NAMES)}:{chance.choice(SPECS)}}}>'",
            lambda: f"({chance.choice(['%d', '%s', '%r', '%5.2f', '%x', '%-6s|', '%c', '%+d'])!r}"
                    f" % ({e()},))",
            lambda: f"(lambda p, q={self.atom()}: {chance.choice(['p', 'q', '(p, q)', 'p + q'])})"
                    f"({e()})",
            lambda: self.comprehension(depth),
            lambda: f"({chance.choice(NAMES)} := {e()})",
            *(self.classes and [lambda: self.attribute(depth), lambda: self.attribute(depth),
                                lambda: self.instance()] or []),
            lambda: self.method_call(depth), lambda: self.bytes_or_set(depth),
        )()

    # ---- statements ----

    def target(self):
        chance = self.chance
        return self.pick(
            lambda: chance.choice(NAMES), lambda: chance.choice(NAMES),
            lambda: chance.choice(NAMES), lambda: f"{chance.choice(NAMES)}[{self.atom()}]",
            lambda: f"{chance.choice(NAMES)}, {chance.choice(NAMES)}",
            lambda: f"{chance.choice(NAMES)}, *{chance.choice(NAMES)}",
            lambda: f"[{chance.choice(NAMES)}, ({chance.choice(NAMES)}, {chance.choice(NAMES)})]",
            lambda: f"{chance.choice(NAMES)}{self.slice()}")()

    def block(self, depth, statements=None):
        self.indent += 1
        for _ in range(statements or self.chance.randint(1, 3)):
            self.statement(depth - 1)
        self.indent -= 1

    def function(self, depth):
        if self.indent > 3:
            return self.emit("pass")
        chance = self.chance
        name = f"f{len(self.functions)}"
        count = chance.randint(0, 3)
        parameters = NAMES[:count]
        text = [p if i < count - 1 or chance.random() < 0.5 else f"{p}={self.atom()}"
                for i, p in enumerate(parameters)]
        if chance.random() < 0.2:
            text.append("*rest")
        if chance.random() < 0.3:
            text.append(("k=" if "*rest" in text else "*, k=") + self.atom())
        if chance.random() < 0.15:
            text.append("**more")
        self.emit(f"def {name}({', '.join(text)}):")
        self.indent += 1
        if self.indent == 2 and chance.random() < 0.4:
            free = chance.choice(NAMES)
            if free not in parameters:
                self.emit(f"nonlocal {free}")
        loops, self.loops = self.loops, 0
        for _ in range(chance.randint(1, 3)):
            self.statement(depth - 1)
        self.loops = loops
        self.emit(f"return {self.expression(2)}")
        self.indent -= 1
        self.functions.append((name, count))
        return None

    def generator(self, depth):
        """A function with some yields among its statements, and calls that drive it."""
        if self.indent > 3:
            return self.emit("pass")
        chance = self.chance
        name = f"g{len(self.generators)}"
        count = chance.randint(0, 2)
        self.emit(f"def {name}({', '.join(f'{p}=1' for p in NAMES[:count])}):")
        self.indent += 1
        loops, self.loops = self.loops, 0
        for _ in range(chance.randint(1, 4)):
            self.yielding()
            if chance.random() < 0.5:
                self.statement(depth - 1)
        if chance.random() < 0.3:
            self.emit(f"return {self.expression(1)}")
        self.loops = loops
        self.indent -= 1
        self.generators.append((name, count))
        return self.drive()

    def yielding(self):
        chance = self.chance
        kind = chance.randrange(6)
        if kind == 0:
            self.emit(f"{chance.choice(NAMES)} = yield {self.expression(1)}")
        elif kind == 1:
            self.emit(f"{chance.choice(NAMES)} = yield from {self.iterable(1)}")
        elif kind == 2:
            self.emit("try:")
            self.emit(f"    {chance.choice(NAMES)} = yield {self.atom()}")
            self.emit(f"except {chance.choice(EXCEPTIONS)} as x:")
            self.emit(f"    print('caught', type(x).__name__, x, (yield {self.atom()}))")
            if chance.random() < 0.5:
                self.emit("finally:")
                self.emit("    print('finally')")
        elif kind == 3:
            self.emit(f"for i in {self.iterable(1)}:")
            self.emit("    yield i")
        else:
            self.emit(f"yield {self.expression(2)}")

    def drive(self):
        """Steps through a generator by next, send, throw and close."""
        chance = self.chance
        self.emit(f"it = {self.generator_call()}")
        for _ in range(chance.randint(1, 4)):
            step = chance.choice([
                "next(it, 'end')", "next(it)", f"it.send({chance.choice(['None', self.atom()])})",
                f"it.throw({chance.choice(EXCEPTIONS[:5])}({self.atom()}))", "it.close()",
                "list(it)", "it.gi_running", "it.gi_suspended", "it.gi_yieldfrom is None"])
            self.emit(f"print(attempt(lambda: {step}))")

    def attempt(self, depth):
        chance = self.chance
        self.emit("try:")
        self.block(depth)
        handlers = chance.randint(0, 2)
        for _ in range(handlers):
            name = chance.choice(["", " as x"])
            self.emit(f"except {chance.choice(EXCEPTIONS)}{name}:")
            self.indent += 1
            if name:
                self.emit("print(type(x).__name__, x)")
            self.indent -= 1
            self.block(depth)
        if handlers and chance.random() < 0.4:
            self.emit("else:")
            self.block(depth, 1)
        if not handlers or chance.random() < 0.4:
            self.emit("finally:")
            self.block(depth, 1)

    def loop(self, depth):
        chance = self.chance
        self.loops += 1
        if chance.random() < 0.7:
            variable = chance.choice(NAMES + ["i", "i, j"])
            self.emit(f"for {variable} in {self.iterable(2)}:")
            self.block(depth)
        else:
            counter = f"n{self.indent}_{len(self.lines)}"
            self.emit(f"{counter} = {chance.randint(0, 4)}")
            self.emit(f"while {counter} > 0:")
            self.indent += 1
            self.emit(f"{counter} -= 1")
            self.indent -= 1
            self.block(depth)
        self.loops -= 1
        if chance.random() < 0.3:
            self.emit("else:")
            self.block(depth, 1)

    def statement(self, depth):
        chance = self.chance
        simple = depth <= 0 or len(self.lines) > 60
        kind = chance.randrange(10 if simple else 22)
        if kind <= 2:
            self.emit(f"print({self.expression(2)})")
        elif kind <= 5:
            self.emit(f"{self.target()} = {self.expression(3)}")
        elif kind == 6:
            target = chance.choice([chance.choice(NAMES), f"{chance.choice(NAMES)}[{self.atom()}]"])
            operator = chance.choice(["+", "-", "*", "//", "%", "&", "|", "^"])
            value = str(chance.randint(-1, 3)) if operator == "*" else self.expression(1)
            self.emit(f"{target} {operator}= {value}")
        elif kind == 7:
            self.emit(chance.choice([
                f"del {chance.choice(NAMES)}[{self.atom()}]", f"del {chance.choice(NAMES)}",
                f"assert {self.expression(2)}, {self.atom()}",
                f"raise {chance.choice(EXCEPTIONS[:5])}({self.atom()})",
                f"{chance.choice(NAMES)} = {chance.choice(NAMES)} = {self.expression(2)}"]))
        elif kind == 8 and self.loops:
            self.emit(f"if {self.expression(1)}: {chance.choice(['break', 'continue'])}")
        elif kind == 9:
            self.emit(f"return {self.expression(2)}" if chance.random() < 0.2
                      else f"print({self.expression(1)}, {self.atom()}, sep='|')")
        elif kind == 10 or kind == 8:
            self.emit(f"if {self.expression(2)}:")
            self.block(depth)
            if chance.random() < 0.5:
                self.emit("else:")
                self.block(depth)
        elif kind <= 12:
            self.loop(depth)
        elif kind <= 14:
            self.attempt(depth)
        elif kind == 15:
            self.function(depth)
        elif kind == 16:
            self.generator(depth)
        elif kind <= 18:
            self.class_statement(depth)
        elif kind == 19:
            self.change_attribute()
        elif kind == 20:
            self.with_statement(depth)
        else:
            self.emit(f"{self.method_call(2)}")


# When a cycle is found is not the language's business; in which order its objects end is.
PRELUDE = CLASS_PRELUDE + '''\
import gc
gc.disable()

def hash_of(x):
    return hash(x) if isinstance(x, (int, float)) else None

def type_of(x):
    return type(x).__name__

def attempt(step):
    try:
        return step()
    except RecursionError:
        return "RecursionError" # its text says where the depth was reached
    except Exception as problem:
        return type(problem).__name__, str(problem)

def show(program, number):
    try:
        print(number, "returned", program())
    except RecursionError:
        print(number, "raised RecursionError")
    except Exception as problem:
        print(number, "raised", type(problem).__name__, problem)
    gc.collect()
'''


def program_text(seed):
    """One program as a function called program, with its start values."""
    chance = random.Random(seed)
    program = Program(chance)
    for name in NAMES:
        program.emit(f"{name} = {program.expression(1) if chance.random() < 0.1 else program.number()}"
                     if chance.random() < 0.6 else f"{name} = {[1, 2, 3, 'x']!r}")
    for _ in range(chance.randint(3, 8)):
        if chance.random() < 0.2:
            program.statement(4)
        else: # most failures do not end the program
            program.emit("try:")
            program.block(4, chance.randint(1, 2))
            program.emit("except Exception as x:")
            program.emit("    print(type(x).__name__, x)")
    return "def program():\n" + "\n".join(program.lines) + f"\nshow(program, {seed})\n"


def compiles(text):
    try:
        compile(text, "program", "exec")
    except SyntaxError:
        return False
    return True


def source_text(seed, count):
    """`count` programs from the seed on. Those that are no Python (a name both nonlocal and
    parameter, say) are left out."""
    import warnings
    warnings.simplefilter("ignore")
    programs = (program_text(n) for n in range(seed, seed + count))
    return PRELUDE + "\n" + "\n".join(text for text in programs if compiles(text))


if __name__ == "__main__":
    sys.stdout.write(source_text(int(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 1))
