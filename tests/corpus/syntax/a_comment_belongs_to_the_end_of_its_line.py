# Where a line ends too early, the mistake is shown at its comment, which CPython's tokenizer takes
# for the line's end; a block that is missing at the end of the text, behind the last line.
for text in ("x = 1 + # no operand\n", "1 + # c", "for each in # what\n", "if 1:\n", "if 1: # c\n",
             "def f():\n    while 1:", "try:\n    1\n", "try:\n    1\n# c\n"):
    try:
        compile(text, "<text>", "exec")
    except SyntaxError as error:
        print(type(error).__name__, error.msg, error.lineno, error.offset)
