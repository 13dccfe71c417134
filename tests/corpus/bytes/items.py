for kind in (bytes, bytearray):
    b = kind(b"Hello, World! \xff 12\tx\n")
    print(b, len(b), b[0], b[-1], b[2:5], b[::-2], list(b)[:3], 72 in b, b"lo" in b, bytearray(b"lo") in b)
