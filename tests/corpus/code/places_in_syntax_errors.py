"""Where a SyntaxError points, and which text it shows: what the tokenizer refuses is shown without
the end of its line, what the parser refuses with it; a missing end of the last line is added."""
TEXTS = [
    "b.append{b)\n", "s\\  = 1\n", "print[ (1 + 2)\n\n", "a.insert:-1, 2)\n", "x\n012:\n y\n",
    "d = 10:=", "from a = A()", "print(sys.0x(x))\n", "f(1a\n", "print(int(", "f(0==",
    "print(gc gc.get(1))", "for x in y:\n    print(x(1)\n", "if 1:\n        ", "try:\n    x\n",
    "def inner()}\n    x\n", "f({\n\n\n", ") n = 1", "f'{x    a", "1apass\n", "x = 'a\n",
    "f(weak\nprint().ref(s) is 1)\n", "deff(n):\n    return 1\n", "f(n): 1\n", "[a, b]: int\n",
    "x = \\\n  1\n y", "if 1:\n    x = 1 \\\n + 2\n  y", "\\\n x", "if 1:\n    x\n  \\\n  y\n",
    "if 1:\n    x\n  \\\n    y\n", "if 1:\n  \\\n    y\n  z", "if 1:\n\ty\n        z\n",
    "if 1:\n\ty\n    z\n",
    "x = = 1", "x = 1 +\n", "def f(a, a): pass\n", "class A\n    x\n", "while x\n    y",
    "if x = 1: y",
    "print 1", "exec 'a'", "(a, b", "[a, b)", "{a: b", "{a, b: c}", "{a: }", "f(a b)", "f(a=1, 2)",
    "f(**k, *a)", "f(a=1, a=2)", "lambda: (yield) = 1", "a + 1 = 2", "f() = 1", "f() += 1",
    "None = 1",
    "for f() in x: y", "with a as f(): y", "del f()", "del a + b", "import a.b as",
    "from a import",
    "from a import (b, c", "from . import *, a", "import a,", "else: x", "elif x: y", "return = 1",
    "x if y", "x if y else", "not", "a not b", "a is is b", "a..b", "a.1", "1.a", "1.e", "0b12",
    "0o8",
    "0xg", "1__0", "1_", "b'é'", "x = é€", "a $ b", "a ? b", "a!", "`a`", "a <> b",
    "@\ndef f(): pass", "@a\nx = 1", "global x, = 1", "assert", "raise a from", "pass 1",
    "break", "x: int: 3", "(x, y): int", "*a", "*a = 1, 2", "a, *b, *c = d", "print(*)", "f(*)",
    "[*]",
    "{**a for a in b}", "[x, y for x in y]", "[x for x in]", "[for x in y]", "(x for x in y, 1)",
    "f(x for x in y, 1)", "x = yield = 1", "a := 1", "(a.b := 1)", "f(a := 1, b := )",
    "lambda x=: 1",
    "def f(x=1, y): pass", "def f(*): pass", "def f(*, **k): pass", "def f(**k, a): pass",
    "def f(a, /, b, /): pass", "def f(/): pass", "def f(/, a): pass", "def f(1): pass",
    "def 1(): pass", "def f: pass",
    "def f() pass", "class 1: pass", "class A(: pass", "try: x\nfinally: y\nelse: z\n",
    "try: x\nexcept: y\nexcept A: z\n", "try: x\nexcept A, B: y\n", "try: x\nelse: y\n", "try x\n",
    "with a b: c", "with a as: c", "with: c", "for x y in z: w", "for in x: y", "for x in: y",
    "for x in y z", "while: x", "if: x", "if x:\ny", "if x:\n    y\n  else: z",
    "if x:\n    y\n   z\n",
    "    x", "x\n    y", "x;;y", ";x", "x;\n  y", "'''abc", "f'{'", "f'}'", "f'{a!x}'",
    "f'{a:{b'", "f'{}'",
    "f'{a b}'", "f'{lambda x: 1}'", "f'{a!}'", "f'{*}'", "f'{\\n}'", "f'{#}'", "(\n\n", "a\\",
    "a\\\n", "\\",
]

def show(text, mode):
    try:
        compile(text, "<text>", mode)
        print(repr(text), mode, "compiles")
    except SyntaxError as e:
        print(repr(text), mode, type(e).__name__, e.msg, e.lineno, e.offset, e.end_lineno,
              e.end_offset,
              repr(e.text))

for text in TEXTS:
    show(text, "exec")

for text in ("def f(): pass", "def f(): pass\n", "class A: pass", "if 1: pass", "if 1:\n  pass",
             "x", "x; y",
             "x\ny", "x\nif y: z", "if y: z\nx", "if y: z\nif x: w\n", "", "\n", "#c", "with a: b",
             "@a\ndef f(): pass", "while 1:\n x\n", "if 1:\n  if 2: pass", "for x in y: (z"):
    show(text, "single")

for text in (" 1", "\t1", "", "#", "x = 1", "x; y", "x\n\n", "x\ny", "(x", "x)", "pass"):
    show(text, "eval")
print(eval("  1 + 1"), eval("\t2\n"))
