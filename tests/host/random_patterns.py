"""random_patterns.py: regular expressions made by chance, tried on texts made by chance; the same
for the same seed. Run under two interpreters, whose outputs are then compared.

    python3 random_patterns.py SEED COUNT
"""
import re
import sys


class Chance:
    """The same numbers under each interpreter."""

    def __init__(self, seed):
        self.state = seed * 7919 + 13

    def below(self, n):
        self.state = (self.state * 6364136223846793005 + 1442695040888963407) % 2 ** 64
        return (self.state >> 33) * n >> 31

    def choice(self, items):
        return items[self.below(len(items))]


CLASSES = [r"\d", r"\w", r"\s", r"\D", r"\W", r"\S", r"\b", r"\B", "^", "$", r"\A", r"\Z"]
SETS = ["[abc]", "[^ab]", "[a-c1]", r"[\w-]", r"[^\d]", "[]a]", "[A-Z]", "[^A]"]
GROUPS = ["(", "(", "(?:", "(?=", "(?!", "(?>", "(?i:", "(?s:", "(?m:", "(?-i:", "(?P<n0>",
          "(?P<n1>", "(?P<n2>"]
BEHIND = ["(?<=a)", "(?<!b)", "(?<=ab|ba)", "(?<!a|b)", "(?<=(a))", "(?<=a.)"]
REPEATS = ["*", "+", "?", "*?", "+?", "??", "{2}", "{1,2}", "{0,3}?", "{,2}", "{1,}"]
POSSESSIVE = ["*+", "++", "?+", "{1,2}+"]  # of one character: CPython 3.11.2 hangs on (?=a)*+


def atom(chance, depth):
    kind = chance.below(14)
    if kind < 5:
        return chance.choice("abcAB1 _\n-.")
    if kind == 5:
        return chance.choice(CLASSES)
    if kind == 6:
        return chance.choice(SETS)
    if kind < 11 and depth:
        return chance.choice(GROUPS) + alternatives(chance, depth - 1) + ")"
    if kind == 11:
        return "\\" + str(1 + chance.below(3))
    if kind == 12:
        return chance.choice(BEHIND)
    if kind == 13 and depth:
        return f"(?(1){sequence(chance, depth - 1)}|{sequence(chance, depth - 1)})"
    return chance.choice("abc")


def item(chance, depth):
    part = atom(chance, depth)
    if chance.below(3):
        return part
    return part + chance.choice(REPEATS + POSSESSIVE if len(part) == 1 or part in SETS
                                else REPEATS)


def sequence(chance, depth):
    return "".join([item(chance, depth) for _ in range(chance.below(5))])


def alternatives(chance, depth):
    return "|".join([sequence(chance, depth) for _ in range(chance.choice([1, 1, 1, 2, 3]))])


def show(match):
    return match and (match.span(), match.groups(), match.lastindex, match.lastgroup, match.regs)


def try_one(chance):
    pattern = alternatives(chance, 3)
    flags = chance.choice([0, 0, 0, re.I, re.M, re.S, re.A, re.X])
    texts = ["".join([chance.choice("aaabbbccAB1 _\n-") for _ in range(chance.below(13))])
             for _ in range(3)]
    try:
        compiled = re.compile(pattern, flags)
    except re.error as error:
        print(repr(pattern), error)
        return
    for text in texts:
        print(repr(pattern), flags, repr(text), show(compiled.search(text)),
              show(compiled.match(text, 1, 5)), show(compiled.fullmatch(text)),
              compiled.findall(text), compiled.split(text), repr(compiled.sub("<>", text)))


if __name__ == "__main__":
    for number in range(int(sys.argv[2])):
        try_one(Chance(int(sys.argv[1]) * 1_000_003 + number))
