"""Items and slices of a memoryview are set in the object that it looks at."""

def attempt(statement, **names):
    try:
        exec(statement, {**globals(), **names})
        print(statement, "->", names.get("array"))
    except Exception as e:
        print(statement, "raises", type(e).__name__, e, names.get("array"))


for statement in (
        'm[0] = 5',
        'm[5] = 1',
        "m[1:3] = b'xy'",
        "m[1:3] = b'x'",
        'm[1:3] = 5',
        "m[1:3] = 'xy'",
        "m[::2] = b'XYZ'",
        'm[::-1] = m',
        'm[1:4] = m[0:3]',
        'm[0:3] = m[1:4]',
        'del m[0]',
        'del m[0:1]',
        "m['a'] = 1",
        'm[0,] = 7',
        'm[0,0] = 7',
        'm[...] = 3',
        'm[()] = 3',
        "m[0:2] = memoryview(b'ab').cast('b')",
        "m[0:2] = memoryview(b'ab').cast('c')",
        "m[0:4] = memoryview(b'abcd').cast('I')",
        "m[:] = memoryview(b'abcdef').cast('B',[2,3])",
        "m[1:1] = b''",
        "m[slice(0,1),] = b'a'",
        'm[2**70]=1',
        'm[0:2] = [1,2]',
        'm.x = 3',
        "m.format = 'b'",
):
    array = bytearray(b"abcdef")
    attempt(statement, array=array, m=memoryview(array))
for statement in ("m[0] = 5", "del m[0]", "m[0:1] = b'a'", "m['a'] = 1"):
    attempt(statement, m=memoryview(b"abc"))
    attempt(statement, m=memoryview(bytearray(b"abc")).toreadonly())
for statement in (
        'm[1,2] = 99',
        'm[1] = 3',
        "m[1:] = b'abc'",
        'm[1,2,3] = 3',
        'm[1:,1:] = 4',
        "m['a'] = 5",
        'm[3,0] = 1',
):
    array = bytearray(12)
    attempt(statement, array=array, m=memoryview(array).cast("B", [3, 4]))
array = bytearray(4)
for statement in ("m[...] = 77", "m[()] = 78", "m[0] = 79"):
    attempt(statement, array=array, m=memoryview(array).cast("I", ()))
