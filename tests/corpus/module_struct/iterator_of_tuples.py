# iter_unpack() gives an iterator that knows how many are to come; a format has no null character.
import struct

it = struct.iter_unpack("<h", bytes(range(6)))
print(type(it).__name__, type(it).__module__, it.__length_hint__(), next(it), it.__length_hint__())
print(list(it), it.__length_hint__(), list(it), iter(it) is it)
for format in ("\0", "2\0i", b"\0", "k"):
    try:
        struct.calcsize(format)
    except struct.error as e:
        print(e)
