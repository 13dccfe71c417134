"""memoryview.cast(): the same bytes as other items and in other shapes, and what is refused."""


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
        "memoryview(b'abcd').cast('I')",
        "memoryview(b'abcd').cast('@I')",
        "memoryview(b'abcd').cast('<I')",
        "memoryview(b'abcd').cast('II')",
        "memoryview(b'abcd').cast('\\xe9')",
        "memoryview(b'abcd').cast(3)",
        "memoryview(b'abc').cast('I')",
        "memoryview(b'abcd').cast('I').cast('H')",
        "memoryview(b'abcd').cast('I').cast('B')",
        "memoryview(bytes(range(12))).cast('B', [3,4])",
        "memoryview(bytes(range(12))).cast('B', (2,3,2)).tolist()",
        "memoryview(bytes(range(12))).cast('B', [3,5])",
        "memoryview(bytes(range(12))).cast('B', [3,0])",
        "memoryview(bytes(range(12))).cast('B', [3,-1])",
        "memoryview(bytes(range(12))).cast('B', ['a'])",
        "memoryview(bytes(range(12))).cast('B', 12)",
        "memoryview(bytes(range(12))).cast('B', {1})",
        "memoryview(bytes(range(12))).cast('B', [2**62,2**62])",
        "memoryview(bytes(range(12))).cast('B', [1]*65)",
        "memoryview(bytes(range(12))).cast('B',[3,4]).cast('B',[2,6])",
        "memoryview(bytes(range(12))).cast('B',[3,4]).cast('H')",
        "memoryview(bytes(range(12))).cast('B',[3,4])[1]",
        "memoryview(bytes(range(12))).cast('B',[3,4])[1,2]",
        "memoryview(bytes(range(12))).cast('B',[3,4])[1,-1]",
        "memoryview(bytes(range(12))).cast('B',[3,4])[1,4]",
        "memoryview(bytes(range(12))).cast('B',[3,4])[4,0]",
        "memoryview(bytes(range(12))).cast('B',[3,4])[1:]",
        "memoryview(bytes(range(12))).cast('B',[3,4])[::2].tobytes()",
        "memoryview(bytes(range(12))).cast('B',[3,4])[::2].c_contiguous",
        "memoryview(bytes(range(12))).cast('B',[3,4])[1:,1:]",
        "memoryview(bytes(range(12))).cast('B',[3,4])[1,]",
        "memoryview(bytes(range(12))).cast('B',[3,4])[1,2,3]",
        "memoryview(bytes(range(12))).cast('B',[3,4])[()]",
        "memoryview(bytes(range(12))).cast('B',[3,4]).tobytes('F')",
        "memoryview(bytes(range(12))).cast('B',[3,4]).tobytes(order='A')",
        "len(memoryview(bytes(range(12))).cast('B',[3,4]))",
        "list(memoryview(bytes(range(12))).cast('B',[3,4]))",
        "memoryview(b'a').cast('B', [])",
        "memoryview(b'a').cast('B', [])[()]",
        "memoryview(b'a').cast('B', [])[...]",
        "memoryview(b'a').cast('B', ())[0]",
        "len(memoryview(b'a').cast('B', ()))",
        "list(memoryview(b'a').cast('B', ()))",
        "memoryview(b'a').cast('B', ()).shape",
        "memoryview(b'').cast('B', (1,))",
        "memoryview(b'').cast('I')",
        "memoryview(b'ab').cast('B', ())",
        "memoryview(b'ab').cast(format='b', shape=[2])",
        "memoryview(b'ab').cast()",
        "memoryview(b'ab').cast('b',[2],3)",
):
    show(expression)
