import struct
from struct import *
for f, v in [("i", 2**31), ("i", 2**70), ("I", -1), ("I", 2**32), ("q", 2**63), ("Q", -1), ("l", 2**63), ("<i", 2**31), ("<l", 2**31), ("<Q", -1), ("<I", -1), ("<L", 2**32), ("b", 200), ("n", 2**63), ("P", -1), ("h", 2**70), ("<h", 70000), ("<B", -1), ("e", 1e9), ("f", 1e39), ("<f", 1e39), ("i", "x"), ("d", "x"), ("i", 1.5), ("?", []), ("c", "x"), ("s", "x")]:
    try:
        print(f, v, pack(f, v))
    except (error, OverflowError) as e:
        print(f, v, type(e).__name__, e)
print(pack("<bBhHiIqQ", -1, 255, -2, 65535, -3, 2**32 - 1, -4, 2**64 - 1))
print(pack(">hil", 1, 2, 3), pack("!H", 258), pack("=hi", 1, 2), pack("@hi", 1, 2), pack("bi", 1, 2))
for f in ("", "b", "bi", "bq", "3s", "hhl", "ic", "P", "xb", "2i3h", "i0q", "<bq", "n", "5p", " i h "):
    print(repr(f), calcsize(f))
for x in (0.0, -0.0, 1.5, -2.25, 1e-40, 3.4e38, 65504.0, 6e-8, 1e-8, float("inf"), 0.1, 1/3):
    try:
        print(x, pack("<d", x).hex(), pack(">f", x).hex(), pack("<f", x) and unpack("<f", pack("<f", x)), unpack("<d", pack("<d", x)))
        print(pack("<e", x).hex(), unpack("<e", pack("<e", x)))
    except OverflowError as e:
        print(e)
print(unpack("<3s?c2x5p", pack("<3s?c2x5p", b"ab", 3, b"z", b"abcdefgh")), pack("10s", b"hi"), pack("0s", b"hi"))
print(unpack(">hHiI", bytes(range(200, 212))), unpack_from("<h", b"\x01\x02\x03\x04", 2), list(iter_unpack("<h", b"abcd")))
s = Struct("<ih")
print(s.format, s.size, s.pack(1, 2), s.unpack(b"\1\0\0\0\2\0"))
buffer = bytearray(8)
pack_into("<hh", buffer, 2, 1, -1)
print(buffer, unpack_from("<hh", buffer, 2))
for f in (lambda: unpack("i", b"abc"), lambda: pack("i"), lambda: pack("ii", 1), lambda: pack("z", 1), lambda: calcsize("3"), lambda: unpack_from("i", b"ab", 0), lambda: unpack_from("h", b"abc", 5), lambda: unpack_from("h", b"abc", -1), lambda: pack_into("i", bytearray(2), 0, 1), lambda: list(iter_unpack("h", b"abc")), lambda: iter_unpack("", b""), lambda: Struct(3), lambda: unpack_from("h", b"abc", -9)):
    try:
        print(f())
    except (error, TypeError) as e:
        print(type(e).__name__, e)
print(struct.error, type(s))
