"""Items, slices and attributes of a memoryview; what is no index."""


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
        'memoryview()',
        "memoryview('x')",
        "memoryview(b'ab', 1)",
        "memoryview(object=b'abc')",
        "memoryview(obj=b'abc')",
        'memoryview(3)',
        "memoryview(b'abc')",
        "memoryview(b'abc')[0]",
        "memoryview(b'abc')[-1]",
        "memoryview(b'abc')[3]",
        "memoryview(b'abc')['x']",
        "memoryview(b'abc')[1:]",
        "memoryview(b'abcdef')[::2]",
        "memoryview(b'abcdef')[::-2]",
        "memoryview(b'abcdef')[::2][1:]",
        "memoryview(b'abcdef')[::2].tobytes()",
        "memoryview(b'abcdef')[::2].c_contiguous",
        "memoryview(b'')[::2].contiguous",
        "memoryview(b'a')[::2].f_contiguous",
        "memoryview(b'a').tobytes('X')",
        "memoryview(b'a').tobytes(3)",
        "memoryview(b'a').tobytes(None)",
        "memoryview(b'abc').hex()",
        "memoryview(b'abc').hex('-')",
        "memoryview(b'abc').hex(':', 2)",
        "memoryview(b'abcd')[::2].hex()",
        "97 in memoryview(b'abc')",
        "list(memoryview(b'abc'))",
        "list(reversed(memoryview(b'abc')))",
        "iter(memoryview(b'')).__class__",
        "tuple(memoryview(b'ab').cast('c'))",
        "memoryview(b'b') in b'abc'",
        "memoryview(b'').obj",
        "memoryview(b'ab').nbytes, memoryview(b'ab').suboffsets, memoryview(b'ab').ndim",
        "memoryview(memoryview(b'abc')).obj",
        "memoryview(b'abc').toreadonly() is None",
        "type(memoryview(b'a').__iter__()).__name__",
        "memoryview(b'a').__len__()",
        "memoryview(b'abc').index(1)",
        "memoryview(b'a').foo",
        "memoryview(b'abc')[None]",
        "memoryview(b'abc')[1.5]",
        "memoryview(b'abc')[2**70]",
        "memoryview(b'abc')[0,0]",
        "memoryview(b'abc')[0,]",
        "memoryview(b'abc')[()]",
        "memoryview(b'abc')[::0]",
        "memoryview(b'abc')[slice(None),]",
        "memoryview(b'abc')[...]",
        "bool(memoryview(b''))",
        "bool(memoryview(b'a'))",
        "isinstance(memoryview(b''), memoryview)",
        "type('M', (memoryview,), {})",
        "memoryview(b'ab').release(1)",
        "memoryview(b'ab').__exit__(1,2,3,4)",
        "memoryview(b'ab').__enter__()",
        'memoryview(bytearray())[::-1]',
        'memoryview(bytearray())[5:2:-2]',
):
    show(expression)
