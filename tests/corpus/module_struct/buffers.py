"""pack_into, unpack_from and iter_unpack on bytearray and memoryview; what has gaps is refused."""
import struct


def attempt(name, function, *arguments):
    try:
        print(name, function(*arguments))
    except Exception as e:
        print(name, type(e).__name__, e)


array = bytearray(10)
view = memoryview(array)
attempt("into", struct.pack_into, "<hh", array, 1, 1, 2)
attempt("into", struct.pack_into, "<hh", view[2:], 0, 7, 8)
attempt("into", struct.pack_into, "<i", view.cast("h"), 2, 5)
print(array)
for target in (b"1234", memoryview(b"1234"), "abcd", view[::2], 5):
    attempt("into", struct.pack_into, "<i", target, 0, 5)
attempt("into", struct.pack_into, "<i", view, 8, 5)
for source in (view, view[::2], "ab", 5, array, view.cast("h")):
    attempt("from", struct.unpack_from, "<hh", source, 2)
    attempt("iter", lambda: list(struct.iter_unpack("<h", source)))
for source in (view[:2], view[:4:2], "ab", array):
    attempt("unpack", struct.unpack, "<h", source)
rows = struct.iter_unpack("<h", array)
attempt("append", array.append, 1)
view.release()
attempt("append", array.append, 1)
print(list(rows))
attempt("append", array.append, 1)
