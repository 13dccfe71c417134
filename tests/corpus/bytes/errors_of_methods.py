def attempt(function, *args, **kwargs):
    try:
        print("->", repr(function(*args, **kwargs)))
    except Exception as error:
        print(type(error).__name__, error)


for kind in (bytes, bytearray):
    b = kind(b"Hello, World! \xff 12\tx\n")
    attempt(kind(b"a").find, "a")
    attempt(kind(b"a").find, 256)
    attempt(kind(b"a").index, b"z")
    attempt(kind(b"a").startswith, "a")
    attempt(kind(b"a").startswith, ("a",))
    attempt(kind(b"a").join, ["x"])
    attempt(kind(b"a").join, 3)
    attempt(kind(b"a").split, "x")
    attempt(kind(b"a").split, b"")
    attempt(kind(b"a").strip, "x")
    attempt(kind(b"a").replace, "a", b"")
    attempt(kind(b"a").center, 5, "x")
    attempt(kind(b"a").translate, b"x")
    attempt(kind.maketrans, b"a", b"")
    attempt(kind.fromhex, "zz")
    attempt(kind.fromhex, "a")
    attempt(kind.fromhex, b"a")
    attempt(kind(b"a").hex, "--")
    attempt(kind(b"a").partition, b"")
