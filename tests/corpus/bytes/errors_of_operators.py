def attempt(function, *args, **kwargs):
    try:
        print("->", repr(function(*args, **kwargs)))
    except Exception as error:
        print(type(error).__name__, error)


for kind in (bytes, bytearray):
    b = kind(b"Hello, World! \xff 12\tx\n")
    attempt(lambda: kind(b"%d") % "x")
    attempt(lambda: kind(b"%s") % "x")
    attempt(lambda: kind(b"%c") % 256)
    attempt(lambda: kind(b"%d %d") % 1)
    attempt(lambda: kind(b"%d") % (1, 2))
    attempt(lambda: kind(b"a") + "x")
    attempt(lambda: "x" + kind(b"a"))
    attempt(lambda: kind(b"abc")["x"])
    attempt(lambda: kind(b"abc")[5])
    attempt(lambda: "a" in kind(b"a"))
    attempt(lambda: 300 in kind(b"a"))
