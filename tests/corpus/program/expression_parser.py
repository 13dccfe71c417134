"""A calculator: tokens by re, recursive descent, an abstract syntax tree, evaluation, errors."""
import operator
import re

TOKEN = re.compile(r"\s*(?:(?P<number>\d+(?:\.\d*)?)|(?P<name>[a-z]+)|(?P<op>\*\*|[-+*/%()=,]))")


class Number:
    def __init__(self, value):
        self.value = value

    def evaluate(self, names):
        return self.value

    def __repr__(self):
        return f"{self.value:g}"


class Name(Number):
    def evaluate(self, names):
        return names[self.value]

    def __repr__(self):
        return self.value


class Binary:
    functions = {"+": operator.add, "-": operator.sub, "*": operator.mul, "/": operator.truediv,
                 "%": operator.mod, "**": operator.pow}

    def __init__(self, op, left, right):
        self.op, self.left, self.right = op, left, right

    def evaluate(self, names):
        return self.functions[self.op](self.left.evaluate(names), self.right.evaluate(names))

    def __repr__(self):
        return f"({self.left} {self.op} {self.right})"


class Parser:
    levels = [("+", "-"), ("*", "/", "%")]

    def __init__(self, text):
        self.tokens, place = [], 0
        text = text.rstrip()
        while place < len(text):
            match = TOKEN.match(text, place)
            if not match:
                raise SyntaxError(f"unexpected {text[place]!r} at {place}")
            self.tokens.append((match.lastgroup, match[match.lastgroup]))
            place = match.end()
        self.tokens.append(("end", ""))

    def take(self, *texts):
        if self.tokens[0][1] in texts:
            return self.tokens.pop(0)[1]

    def parse(self, level=0):
        if level == len(self.levels):
            return self.power()
        left = self.parse(level + 1)
        while op := self.take(*self.levels[level]):
            left = Binary(op, left, self.parse(level + 1))
        return left

    def power(self):
        base = self.atom()
        return Binary("**", base, self.power()) if self.take("**") else base

    def atom(self):
        if self.take("-"):
            return Binary("-", Number(0), self.power())
        if self.take("("):
            inside = self.parse()
            if not self.take(")"):
                raise SyntaxError("missing )")
            return inside
        kind, text = self.tokens.pop(0)
        if kind == "number":
            return Number(float(text))
        if kind == "name":
            return Name(text)
        raise SyntaxError(f"unexpected {text or 'end'}")


names = {"pi": 3.14159, "x": 10}
for line in ("1 + 2 * 3", "(1 + 2) * 3", "2 ** 3 ** 2", "-x ** 2 + 100", "pi * x ** 2 / 4", "7 % 4 - 1.5",
             "1 / 0", "y + 1", "(1 + 2", "3 $ 4", "1 +", ""):
    try:
        tree = Parser(line).parse()
        print(f"{line} = {tree.evaluate(names):g}   {tree}")
    except (SyntaxError, ZeroDivisionError) as error:
        print(f"{line!r}: {type(error).__name__}: {error}")
    except KeyError as error:
        print(f"{line!r}: no name {error}")
