def attempt(function, *args, **kwargs):
    try:
        print(function(*args, **kwargs))
    except Exception as error:
        print(type(error).__name__, error)

attempt(compile, foo=1)
attempt(pow, foo=1)
attempt(pow, "a", base=2)
attempt(round, foo=1)
attempt("a\tb".expandtabs, errors=1, encoding=2)
attempt("a b".split, " ", sep=1)
attempt("a".split, foo=1)
