for kind in (bytes, bytearray):
    b = kind(b"Hello, World! \xff 12\tx\n")
    print(kind(b"%d|%5s|%-5b|%x|%c|%c|%r|%a|%%|%.2f|%05d") % (3, b"ab", kind(b"c"), 255, 65, b"z", "é", "é", 1.5, 42), kind(b"%(k)s") % {b"k": b"v"}, kind(b"%s") % b"x")
