# json.loads with its hooks, and the decoder's own parts (raw_decode, scanstring).
import json


def show(f, *a, **k):
    try:
        print(ascii(f(*a, **k)))
    except Exception as e:
        print(type(e).__name__, e, type(e.__cause__), e.__suppress_context__)


show(json.loads, b'[1, "\xc3\xa9"]')
show(json.loads, bytearray(b'1'))
show(json.loads, 5)
show(json.loads, None)
show(json.loads, b'\xff')
show(json.loads, 'a\nb')
show(json.loads, '"a\nb"', strict=False)
show(json.loads, '{"a":1,"b":[2.5]}', object_pairs_hook=list)
show(json.loads, '{"a":{"b":1}}', object_hook=lambda d: tuple(d.items()))
show(json.loads, '[1.5, 2, NaN]', parse_float=str, parse_int=lambda s: s + '!',
     parse_constant=lambda s: s * 2)
show(json.loads, '[1]', object_hook=5)
show(json.loads, '{"a":1}', object_hook=5)
class Dec(json.JSONDecoder):
    def decode(self, s): return 'x', super().decode(s)
show(json.loads, '[1]', cls=Dec)
d = json.JSONDecoder()
show(d.raw_decode, '[1] tail')
show(d.raw_decode, 'x')
show(d.raw_decode, '  1', 2)
show(d.raw_decode, '1', 5)
show(d.raw_decode, '1', -1)
x = json.loads('[{"key":1},{"key":2}]')
print(list(x[0])[0] is list(x[1])[0])
from json.decoder import scanstring
show(scanstring, '"abc" d', 1)
show(scanstring, 'abc', 0)
show(scanstring, 'abc', 9)
show(scanstring, 5, 1)
show(scanstring, '"a\x01"', 1, False)
show(scanstring, 'abc', 3)
show(scanstring, 'abc\\', 0)
