a = bytearray(5)
it = iter(a)
print(it.__class__, next(it), it.__length_hint__())
print(sum(a), max(bytearray(b"az")), sorted(bytearray(b"cab")), list(reversed(bytearray(b"abc"))), bytes(a), int.from_bytes(a, "big"), str(bytearray(b"x"), "utf-8"), bytearray(b"\xc3\xa9").decode())
import io
print(io.BytesIO(bytearray(b"q")).getvalue(), b"".join([bytearray(b"w")]))
x = bytearray(b"abc")
x[:] = x[::-1]
print(x)
x.extend(x)
print(x)
print(bytes.__bytes__(b"x"), b"x".__bytes__() is not None, bytearray.__init__(x, b"new"), x)
