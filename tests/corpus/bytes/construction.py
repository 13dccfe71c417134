def attempt(function, *args, **kwargs):
    try:
        print("->", repr(function(*args, **kwargs)))
    except Exception as error:
        print(type(error).__name__, error)


for kind in (bytes, bytearray):
    b = kind(b"Hello, World! \xff 12\tx\n")
    attempt(kind, "x")
    attempt(kind, -1)
    attempt(kind, [300])
    attempt(kind, ["x"])
    attempt(kind, 1.5)
    attempt(kind, "é", "ascii")
    attempt(kind, b"x", "ascii")
    attempt(kind, "é", "utf-8")
    attempt(kind, 3)
    attempt(kind, (1, 2))
    attempt(kind, range(3))
    attempt(kind, "x", errors="strict")
    attempt(kind, object())
    attempt(lambda: kind(b"a") < "x")
    attempt(lambda: hash(kind(b"a")) and 0)
