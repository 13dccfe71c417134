import json

data = {"name": "Ada", "age": 36, "pi": 3.14, "none": None, "yes": True, "list": [1, [], {}, (2, 3)],
        "text": "a\"b\\c\n\t\x01\x7f é 中 🐍/"}
print(json.dumps(data))
print(json.dumps(data, ensure_ascii=False))
print(json.dumps(data, indent=2))
print(json.dumps([1, {"a": [2]}], indent="--"), json.dumps({"b": 1, "a": 2}, sort_keys=True))
print(json.dumps([1, 2, {"a": 1}], separators=(",", ":")), json.dumps([], indent=2), json.dumps({}, indent=1))
print(json.dumps({1: "int", 2.5: "float", True: "bool", None: "none"}), json.dumps("text"), json.dumps(1e100))
print(json.dumps([float("nan"), float("inf"), -float("inf"), -0.0, 10 ** 30]))


class Point:
    def __init__(self, x, y):
        self.x, self.y = x, y


class Encoder(json.JSONEncoder):
    def default(self, o):
        if isinstance(o, Point):
            return {"x": o.x, "y": o.y}
        return super().default(o)


print(json.dumps([Point(1, 2)], cls=Encoder), json.dumps({"s": {1}}, default=list))
print(json.dumps([Point(1, 2)], default=vars), Encoder(indent=1).encode(Point(3, [])))
loop = []
loop.append(loop)
for bad in (lambda: json.dumps({1, 2}), lambda: json.dumps({(1, 2): 3}), lambda: json.dumps(loop),
            lambda: json.dumps(float("nan"), allow_nan=False), lambda: json.dumps(b"x"),
            lambda: json.dumps({"a": object}), lambda: json.dumps([Point(1, 2)])):
    try:
        print(bad())
    except (TypeError, ValueError) as error:
        print(type(error).__name__, error)
print(json.dumps({(1, 2): 3, "a": 4}, skipkeys=True), "".join(json.JSONEncoder().iterencode([1, "a"])))
