# json.dumps of values of each kind with each of its options, and of classes below these kinds.
import collections
import json


class Plain:
    pass


class Below(json.JSONEncoder):
    def default(self, o):
        return {"plain": 1} if isinstance(o, Plain) else super().default(o)


class Int(int):
    def __repr__(self):
        return "not shown"


class Float(float):
    def __repr__(self):
        return "not shown"


class List(list):
    def __iter__(self):
        return iter("xyz")


circle = []
circle.append(circle)
ring = {"a": [1]}
ring["a"].append(ring)
VALUES = [
    None, True, False, 0, -5, 10 ** 30, 1.5, -0.0, 1e300, float("nan"), float("inf"), -float("inf"),
    'a"b\\c\n\t\x00\x1f\x7f\x80é€\U0001f600\ud800/', "", [], {}, (), [1, [2, (3,)]],
    {"a": 1, "b": [1, 2]}, {1: 2, 1.5: 3, True: 4, None: 5, False: 6}, {(1, 2): 3},
    {float("nan"): 1}, {1, 2}, b"x", Plain(), [Plain()], {"z": 1, "a": 2, "m": {"y": 1, "b": 2}},
    {2: 1, "a": 2}, collections.OrderedDict(b=1, a=2), collections.namedtuple("N", "x y")(1, 2),
    collections.Counter("aab"), [Int(3), Float(2.5), List([1])], {Int(3): 1, Float(2.5): 2},
    circle, ring]
OPTIONS = [
    {}, {"indent": 2}, {"indent": "\t"}, {"indent": 0}, {"sort_keys": True}, {"ensure_ascii": False},
    {"separators": (",", ":")}, {"allow_nan": False}, {"skipkeys": True}, {"cls": Below},
    {"default": lambda o: "D"}, {"default": lambda o: [1]},
    {"indent": 1, "sort_keys": True, "separators": (";", "=")}]

for value in VALUES:
    for options in OPTIONS:
        try:
            print(*options, ascii(json.dumps(value, **options)))
        except Exception as error:
            print(*options, type(error).__name__, str(error).split(" at 0x")[0])
    try:
        print(ascii(list(json.JSONEncoder(indent=2).iterencode(value))))
        print(ascii(list(json.JSONEncoder().iterencode(value))))
    except Exception as error:
        print(type(error).__name__, str(error).split(" at 0x")[0])
