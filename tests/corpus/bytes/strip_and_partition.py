for kind in (bytes, bytearray):
    b = kind(b"Hello, World! \xff 12\tx\n")
    print(kind(b"  a b  ").strip(), kind(b"  a b  ").lstrip(), kind(b"  a b  ").rstrip(), kind(b"xxaxx").strip(b"x"), kind(b"aXbXc").partition(b"X"), kind(b"aXbXc").rpartition(b"X"), kind(b"abc").partition(b"X"), kind(b"abc").rpartition(b"X"))
