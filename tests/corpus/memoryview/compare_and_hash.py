"""A memoryview is equal by shape and values of its items; a read-only one of bytes has a hash."""


def show(expression, **names):
    try:
        result = eval(expression, {**globals(), **names})
    except Exception as e:
        print(expression, "raises", type(e).__name__, e)
        return
    if isinstance(result, memoryview):
        result = result.tolist(), result.format, result.shape, result.strides, result.readonly
    print(expression, "->", result)


for expression in (
        "memoryview(b'ab') == b'ab'",
        "b'ab' == memoryview(b'ab')",
        "memoryview(b'ab') == 'ab'",
        "memoryview(b'ab') != b'ab'",
        "memoryview(b'ab') < b'ab'",
        "b'ab' < memoryview(b'ab')",
        "bytearray(b'ab') < memoryview(b'ac')",
        "bytearray(b'abcd') == memoryview(b'abcd').cast('I')",
        "memoryview(b'abcd').cast('I') == bytearray(b'abcd')",
        "b'abcd' == memoryview(b'abcd').cast('I')",
        "memoryview(b'abcd').cast('i') == memoryview(b'abcd').cast('I')",
        "memoryview(b'\\0\\0\\0\\0').cast('f') == memoryview(b'\\0\\0\\0\\0').cast('I')",
        "memoryview(b'\\0\\0\\xc0\\x7f').cast('f') == memoryview(b'\\0\\0\\xc0\\x7f').cast('f')",
        "memoryview(b'abcd').cast('c') == b'abcd'",
        "memoryview(b'abcd').cast('b') == b'abcd'",
        "memoryview(b'\\xff').cast('b') == b'\\xff'",
        "memoryview(b'aXbX')[::2] == b'ab'",
        "memoryview(b'') == memoryview(b'').cast('I')",
        "hash(memoryview(b'abc')) == hash(b'abc')",
        "hash(memoryview(bytearray(b'abc')))",
        "hash(memoryview(bytearray(b'abc')).toreadonly())",
        "hash(memoryview(b'abcd').cast('I'))",
        "hash(memoryview(b'abcd')[::2]) == hash(b'ac')",
        "hash(memoryview(b'abcd').cast('c')) == hash(b'abcd')",
        "bytes.maketrans(memoryview(b'a'), memoryview(b'b')) == bytes.maketrans(b'a', b'b')",
):
    show(expression)
