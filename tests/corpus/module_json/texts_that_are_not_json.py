# What json.loads says to texts that are not JSON, and where in the text.
import json


def show(f, *a, **k):
    try:
        print(ascii(f(*a, **k)))
    except Exception as e:
        print(type(e).__name__, e, type(e.__cause__), e.__suppress_context__)


bad = [
    '', ' ', '[', '[1', '[1,', '[1,]', '[1 2]', '{', '{"a"', '{"a":', '{"a":1', '{"a":1,',
    '{"a":1,}', '{a:1}', "{'a':1}", '"abc', '"a\\', '"a\\q"', '"\\u12"', '"\\u12g4"',
    '"\\ud800\\u12"', '"\\ud834\\udd1e"', '"\\ud834"', '"\\ud834x"', '"\\ud834\\u0041"', '"a\nb"',
    '"\t"', 'nul', 'tru', 'NaN', '-Infinity', 'Infinity', '-', '-a', '01', '1.', '1.5e', '1e5',
    '1E+5', '-0', '-0.0', '1e400', '123456789012345678901234567890', '1 2', '{"a":1} x',
    '\ufeff1', '"\\u00e9\\n\\t\\"\\/\\\\"', '[[[]]]', '{"a":{"b":[1,2,{"c":null}]}}',
    ' [ 1 , 2 ] ', '{"a":1,"a":2}', '+1', '.5', '"\x7f\u20ac\U0001f600"', '[true,false,null]',
    '{"":""}', '\x0b1', '"\\ud834\\udd1"', '[1,,2]', '{"a" 1}', '{"a":1 "b":2}', '{1:2}', '"\\u',
]
for text in bad:
    print(ascii(text), end=" ")
    show(json.loads, text)
try:
    json.loads("[1,\n 2,\n x]")
except json.JSONDecodeError as e:
    print(e.msg, e.pos, e.lineno, e.colno, ascii(e.doc))
for depth in "[" * 3000, '{"a":' * 3000:
    try:
        json.loads(depth)
    except RecursionError as e:
        print(e)
