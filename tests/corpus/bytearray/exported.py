"""While a memoryview looks at a bytearray, nothing may change its size."""

def attempt(statement, **names):
    try:
        exec(statement, {**globals(), **names})
        print(statement, "->", names.get("array"))
    except Exception as e:
        print(statement, "raises", type(e).__name__, e, names.get("array"))


for statement in (
        'array.append(1)',
        "array.extend(b'a')",
        "array.extend(b'')",
        'array.insert(0,1)',
        'array.pop()',
        'array.remove(97)',
        'array.remove(3)',
        'array.clear()',
        'array.reverse()',
        'del array[0]',
        'del array[0:2]',
        'del array[::2]',
        'del array[9:]',
        "array[0:2] = b'xy'",
        "array[0:2] = b'x'",
        "array[0:0] = b'x'",
        "array[::2] = b'123'",
        "array += b'x'",
        "array += b''",
        'array *= 2',
        'array *= 1',
        'array *= 0',
        "array.__init__(b'q')",
        'array.__init__()',
        'array[0] = 1',
        'array.pop(77)',
        'array.__iadd__(m)',
        'array.extend(m)',
        'array.extend([1])',
        'array[2:2] = m',
        'array.extend(x for x in [1])',
        'array.append(256)',
        'array.__delitem__(slice(5,1))',
        "array.__setitem__(slice(0,6), b'123456')",
):
    array = bytearray(b"abcdef")
    attempt(statement, array=array, m=memoryview(array))
array = bytearray()
view = memoryview(array)
for statement in ("array.clear()", "array.append(1)", "array.__init__()", "array.__init__(b'a')",
                  "array *= 3", "array += array", "del array[:]", "array.pop()"):
    attempt(statement, array=array)
array = bytearray(b"ab")
for statement in ("array += array", "array.extend(array)", "array[1:1] = array", "array *= 2"):
    attempt(statement, array=array)
