for kind in (bytes, bytearray):
    b = kind(b"Hello, World! \xff 12\tx\n")
    print(b.startswith(b"He"), b.endswith(b"\n"), b.startswith((b"x", b"H")), b.startswith(b"", 30), b.endswith(b"lo", 0, 5), b.startswith(b"lo", 3))
