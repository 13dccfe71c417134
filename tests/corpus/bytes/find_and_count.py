for kind in (bytes, bytearray):
    b = kind(b"Hello, World! \xff 12\tx\n")
    print(b.find(b"o"), b.rfind(b"o"), b.find(b"o", 5), b.find(b"zz"), b.find(111), b.index(b"W"), b.rindex(b"l"), b.count(b"l"), b.count(b""), b.count(108), b.find(b"", 99), b.find(b"", 3), b.rfind(b""), b.find(b"l", -5), b.find(b"l", 0, 3))
