for kind in (bytes, bytearray):
    b = kind(b"Hello, World! \xff 12\tx\n")
    print(b.capitalize(), b.lower(), b.upper(), b.title(), b.swapcase(), b.center(30), b.ljust(25, b"*"), b.rjust(25, bytearray(b"-")), kind(b"-42").zfill(7), kind(b"42").zfill(1), b.expandtabs(), b.expandtabs(4))
