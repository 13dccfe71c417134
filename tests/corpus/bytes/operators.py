for kind in (bytes, bytearray):
    b = kind(b"Hello, World! \xff 12\tx\n")
    print(kind(b"a") + b"b", kind(b"a") + bytearray(b"b"), kind(b"ab") * 3, 2 * kind(b"x"), kind(b"a") * -1, kind(b"a") < b"b", kind(b"a") == bytearray(b"a"), kind(b"a") == "a", kind(b"a") != b"a")
