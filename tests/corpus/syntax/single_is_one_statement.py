# compile(text, name, "single"): one statement, whose value is shown.
for text in ("x = 5\n", "x; x + 1\n", "for i in (1, 2):\n    i\n\n    -i\n", "x = 1\ny = 2\n",
             "if 1:\n    2\nx = 3\n", "def f():\n    return 1\n\n\n# comment\n", "x = = 1", "1 +"):
    try:
        exec(compile(text, "<text>", "single"), globals())
    except SyntaxError as error:
        print(error.msg, error.lineno, error.offset)
