"""What the compiler warns of goes through the filters, too: shown, ignored or a SyntaxError."""
import warnings

TEXTS = (
    "1if 2else 3", "0xfor x in y", "0x1for x in y", "1.5if 1else 2", "[1for x in y]",
    "0b1and 2", "0o7is 3", "1_0not in x", "1e5or x", "x = 1 is 2", "x = (1 is\n 2)",
    "'\\d'", "'ok' '\\d\\e'", "'\\d' '\\e'", "b'\\d'", "f'\\d{x}\\e'", "'\u00e9\\\u00e9'",
    "f'{x}' '\\q'", "'\\8'", "'\\400'", "'\\377'", "rb'\\d'", "x = [\n'a',\n  '\\z']", "'x'(1)",
    "(1)(2)", "f'a'[None]", "assert (1, 2)", "()()", "[1][(1,2)]", "{}[1]", "None[0]", "1[2]",
    "(1,2)['a']", "[x for x in y](1)", "lambda: 1\n(lambda: 1)[0]",
    "def f():\n  'a\\p'\n  x is ()", "x is not 'a'", "1 in (1 is 1)", "x == 1 is 2 is 3")


def show(text):
    with warnings.catch_warnings(record=True) as told:
        warnings.simplefilter("always")
        compile(text, "<text>", "exec")
    for each in told:
        print(repr(text), each.category.__name__, each.message, each.filename, each.lineno)
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        try:
            compile(text, "<text>", "exec")
        except SyntaxError as error:
            print("   ", error.msg, error.lineno, error.offset)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        compile(text, "<text>", "exec")


for text in TEXTS:
    show(text)
