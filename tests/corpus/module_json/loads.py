import json

for text in ('{"a": [1, 2.5, -3e2, true, false, null, "x"], "b": {}}', "[]", ' [ 1 , 2 ] ', '"\\u00e9\\n\\"\\/\\ud83d\\udc0d"',
             "123", "-0", "-0.0", "1E5", "0.5", "NaN", "[Infinity, -Infinity]", '{"a": 1, "a": 2}', '"é"',
             '"\\ud800"'):
    print(ascii(json.loads(text)))
for text in ("", "{", "[", "[1", "[1,", "[1,]", '{"a"', '{"a":', '{"a":1', '{"a":1,', '{"a":1,}', "{1:2}", "{a: 1}",
             "'x'", '"abc', '"a\nb"', '"\\x"', '"\\u12"', '"\\', "tru", "nul", "01", "1.", "-", "+1", ".5", "1 2",
             "[1 2]", '{"a" 1}', "[]]", "\n\n  x", '{"a": tru}', "[1, 2, 3", "{,}", "[,]", '"\\u12g4"'):
    try:
        print(repr(text), json.loads(text))
    except json.JSONDecodeError as error:
        print(repr(text), "->", error, (error.msg, error.pos, error.lineno, error.colno))
print(json.loads('{"x": 1, "y": {"x": 2}}', object_hook=lambda d: ("hook", sorted(d.items()))))
print(json.loads('{"x": 1, "y": 2}', object_pairs_hook=list))
print(json.loads("[1.5, 2, NaN]", parse_float=str, parse_int=lambda s: s + "!", parse_constant=repr))
print(json.loads(b'{"k": "\xc3\xa9"}'), json.JSONDecoder().raw_decode('[1] rest'), json.loads('"a\tb"', strict=False))
try:
    json.loads(5)
except TypeError as error:
    print(error)
print(json.JSONDecodeError.__mro__, json.JSONDecodeError)
data = {"nested": [{"deep": [1, 2, {"x": None}]}], "text": "ünï"}
print(json.loads(json.dumps(data)) == data, json.loads(json.dumps(data, indent=4)) == data)
