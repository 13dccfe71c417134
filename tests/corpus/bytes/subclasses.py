for kind in (bytes, bytearray):
    b = kind(b"Hello, World! \xff 12\tx\n")
    class Sub(kind): pass
    s = Sub(b"abc"); s.x = 1
    print(s, s.x, type(s[:1]), type(s + b""), type(s.upper()), isinstance(s, kind), Sub.fromhex("41"), type(Sub.fromhex("41")))
