"""Patterns of bytes on bytearray and memoryview: the parts that are found are bytes."""
import re

def show(expression, **names):
    try:
        result = eval(expression, {**globals(), **names})
    except Exception as e:
        print(expression, "raises", type(e).__name__, e)
        return
    print(expression, "->", result)


for expression in (
        "re.match(b'(a)(b)?', bytearray(b'abc')).group()",
        "re.match(b'(a)(b)?', memoryview(b'abc')).groups()",
        "re.findall(b'.', bytearray(b'abc'))",
        "re.findall(b'(.)(.)', memoryview(b'abcd'))",
        "re.sub(b'b', b'X', bytearray(b'abc'))",
        "re.sub(b'(b)', br'<\\1>', memoryview(b'abc'))",
        "re.split(b'b', memoryview(b'abc'))",
        "re.subn(b'q', b'X', bytearray(b'abc'))",
        "re.match(b'a', bytearray(b'abc'))",
        "re.search('a', bytearray(b'abc'))",
        "re.search('a', memoryview(b'abc'))",
        "re.search(b'a', 'abc')",
        "re.search(b'a', memoryview(b'abc')[::2])",
        "re.search(b'c', memoryview(b'abcd').cast('I'))",
        "re.match(b'a', bytearray(b'abc')).string",
        "re.sub(b'.', lambda m: m.group().upper(), bytearray(b'abc'))",
        "re.sub(b'.', lambda m: bytearray(m.group().upper()), bytearray(b'abc'))",
        "[m.group() for m in re.finditer(b'.', bytearray(b'abc'))]",
        "re.match(b'(a)', bytearray(b'abc')).expand(br'[\\1]')",
        "re.match(b'(a)', bytearray(b'abc'))[1]",
        "re.match(b'a', 5)",
        "re.sub(b'b', memoryview(b'X'), b'abc')",
        "re.sub(b'b', bytearray(b'X'), b'abc')",
        "re.match(b'a', bytearray(b'abc'), re.I).endpos",
        "re.fullmatch(b'abc', bytearray(b'abc')).span()",
        "re.sub(b'', b'-', bytearray(b'ab'))",
        "re.escape(b'a.b')",
        "re.escape(bytearray(b'a.b'))",
        "re.sub(b'b', b'X', b'abc')",
        "re.match(b'a', bytearray())",
        "re.match(b'', memoryview(b''))",
):
    show(expression)
