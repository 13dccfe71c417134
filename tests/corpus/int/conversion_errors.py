def attempt(*arguments):
    try:
        print(int(*arguments))
    except (ValueError, TypeError) as error:
        print(type(error).__name__, error)

attempt("")
attempt("abc")
attempt("1.5")
attempt("9", 8)
attempt("1", 1)
attempt(None)
attempt([])
