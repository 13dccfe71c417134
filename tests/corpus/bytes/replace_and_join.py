for kind in (bytes, bytearray):
    b = kind(b"Hello, World! \xff 12\tx\n")
    print(kind(b"abcabc").replace(b"b", b"XX"), kind(b"abc").replace(b"", b"-"), kind(b"abc").replace(b"", b"-", 2), kind(b"aaa").replace(b"a", b"", 2), kind(b"abc").removeprefix(b"a"), kind(b"abc").removesuffix(b"c"), kind(b",").join([b"a", bytearray(b"b"), b"c"]))
