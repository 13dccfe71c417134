for text in ("x = 1", "(", "a b"):
    try:
        eval(text)
    except SyntaxError as error:
        print(repr(text), error.msg, error.filename, error.lineno, error.offset, error.text)
try:
    exec("if 1:\nx = 2")
except IndentationError as error:
    print(error)
