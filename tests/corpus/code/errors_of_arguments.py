for text in ("eval(5)", "exec(5)", "eval('1', 5)", "exec('1', 5)", "eval('1', {}, 5)",
             "exec('1', {}, 5)", "eval()", "compile('1', 'f', 'other')", "compile('1', 'f')",
             "compile(1, 'f', 'eval')", "eval('1\\0')"):
    try:
        print(eval(text))
    except (TypeError, ValueError) as error:
        print(text, type(error).__name__, error)
