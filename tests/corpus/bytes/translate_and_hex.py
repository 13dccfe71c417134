for kind in (bytes, bytearray):
    b = kind(b"Hello, World! \xff 12\tx\n")
    print(kind(b"abc").translate(bytes.maketrans(b"ab", b"xy")), kind(b"abc").translate(None, b"b"), kind(b"abc").translate(None, delete=b"c"), kind.fromhex("B9 01ef"), kind(b"\xb9\x01\xef\x03").hex(), kind(b"\xb9\x01\xef\x03\x04").hex(":"), kind(b"\xb9\x01\xef\x03\x04").hex("-", 2), kind(b"\xb9\x01\xef\x03\x04").hex("-", -2))
