# json.dump writes as it goes, in CPython's pieces: what came before an error is written.
import json


def show(f, *a, **k):
    try:
        print(ascii(f(*a, **k)))
    except Exception as e:
        print(type(e).__name__, e, type(e.__cause__), e.__suppress_context__)


class W:
    def write(s, t): print('w', repr(t))
try: json.dump({'a': [1, 2, {'b': None}], 'c': object}, W())
except TypeError as e: print(e)
json.dump([1.5, 'x'], W(), indent=1)
