import re

for pattern in ("(", ")", "a**", "*a", "+", "a{3,1}", "[a", "[z-a]", r"[\w-z]", "\\", r"\q", r"\x1",
                r"\u12", r"[\q]", "(?", "(?P", "(?P<", "(?P<a", "(?P<>x)", "(?P<1>x)", "(?Px)",
                "(?P=a)", "(?P<a>x)(?P<a>y)", r"\1", r"(\1)", r"\400", "(?<a)", "(?<", "(?<=a*)b",
                "(?<=(a)\\1)", "(?z)", "(?i", "(?i-", "(?-i)", "(?au:x)", "(?i-i:x)", "(?L:x)",
                "a(?i)", "(?#c", "(?(1)a)", "(?(x)a)", "(?(1a)b)", "()(?(1)a|b|c)", "(?:a", "(?=a",
                "x\ny)", "a|*", "(?i)*", "^*", r"\b+", "(?(0)a)", "[a-"):
    try:
        print(re.compile(pattern))
    except re.error as error:
        print(repr(pattern), "->", error, (error.pos, error.lineno, error.colno), error.msg)
for call in (lambda: re.match("a", 3), lambda: re.compile(3), lambda: re.match("a", b"a"),
             lambda: re.match(b"a", "a"), lambda: re.compile("a{99999999999}")):
    try:
        print(call())
    except (TypeError, OverflowError) as error:
        print(type(error).__name__, error)
print(re.error, re.error.__mro__, re.error("m", "a\nb", 2))
