def attempt(*arguments):
    try:
        range(*arguments)
    except (TypeError, ValueError) as error:
        print(type(error).__name__, error)

attempt(1.5)
attempt("3")
attempt(1, 2, 0)
attempt()
