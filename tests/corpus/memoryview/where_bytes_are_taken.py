"""What takes bytes takes a memoryview, too, if it has no gaps."""


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
        "b'a' in memoryview(b'abc')",
        "memoryview(b'ab') + b'c'",
        "b'c' + memoryview(b'ab')",
        "bytearray(b'c') + memoryview(b'ab')",
        "b'c' + memoryview(b'abcd')[::2]",
        "b'c' * memoryview(b'a')",
        "memoryview(b'a') * 2",
        "memoryview(b'ab') % 2",
        "b','.join([memoryview(b'a'), bytearray(b'b')])",
        "b','.join([memoryview(b'abc')[::2]])",
        "b'abc'.find(memoryview(b'c'))",
        "b'abc'.count(memoryview(b'c'))",
        "b'abc'.startswith(memoryview(b'ab'))",
        "b'abc'.startswith((memoryview(b'x'), memoryview(b'a')))",
        "b'abc'.endswith(memoryview(b'abc')[::2])",
        "b'abc'.replace(memoryview(b'a'), memoryview(b'xx'))",
        "b'abc'.split(memoryview(b'b'))",
        "b'abc'.strip(memoryview(b'ac'))",
        "b'abc'.translate(memoryview(bytes(256)))",
        "b'abc'.removeprefix(memoryview(b'a'))",
        "b'abc'.center(9, memoryview(b'-'))",
        "b'abc'.center(9, bytearray(b'-'))",
        "b'abc'.rfind(memoryview(b'abc')[::2])",
        "bytes(memoryview(b'abcd')[::2])",
        "bytearray(memoryview(b'abcd')[::-1])",
        "bytes(memoryview(b'abcd').cast('I'))",
        "int(memoryview(b'12'))",
        "int(memoryview(b'1x'))",
        "int(memoryview(b'12'), 16)",
        "float(memoryview(b'1.5'))",
        "int.from_bytes(memoryview(b'12'), 'big')",
        "int(memoryview(b'1x2')[::2])",
        "str(memoryview(b'ab'), 'utf-8')",
        "str(memoryview(b'abc')[::2], 'utf-8')",
        "b'%b' % memoryview(b'q')",
        "b'%s' % memoryview(b'q')",
        "b'%c' % memoryview(b'q')",
        "b'%a' % 3",
        "ord(memoryview(b'a'))",
        "eval(memoryview(b'1+1'))",
        "compile(memoryview(b'1+1'), 'x', 'eval') is None",
        "sum([b'a'], memoryview(b''))",
        "sum([b'a'], bytearray(b''))",
        "bytes(3) in memoryview(b'abc')",
        'memoryview.__doc__ is None',
        "bytes.fromhex(memoryview(b'aa'))",
):
    show(expression)
