# CPython's compiler reads the line it complains about from the file; a text that is in none has none.
# Its parser shows the text that it has.
for text in ("return 1\n", "def f(a, a): pass\n", "break\n", "x = = 1\n", "nonlocal x\n", "*a\n"):
    try:
        exec(text)
    except SyntaxError as error:
        print(error.msg, error.lineno, error.offset, repr(error.text))
