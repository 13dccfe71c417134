# OrderedDict: its class stays in what its methods make; it may meet itself in its text.
from collections import OrderedDict


class Recent(OrderedDict):
    def __init__(self, *args, size=2, **kwds):
        self.size = size
        super().__init__(*args, **kwds)

    def __getitem__(self, key):
        value = super().__getitem__(key)
        self.move_to_end(key)
        return value

    def __setitem__(self, key, value):
        super().__setitem__(key, value)
        if len(self) > self.size:
            del self[next(iter(self))]


recent = Recent()
for key in "abac":
    recent[key] = ord(key)
print(recent, recent["a"], list(recent), recent.pop("c"), recent.pop("x", None))
made = OrderedDict.fromkeys("abc", 1)
print(made, Recent.fromkeys("xyz", value=0), made.pop("b"), made.pop("z", default=9))
print(made.setdefault("d", default=4), made.setdefault("a", 7), made)
print(made | {"e": 5}, {"e": 5} | made, type({} | made), type(made | {}))
made |= [("f", 6)]
made["self"] = made
print(made)
for wrong in (lambda: made | [("g", 7)], lambda: made.move_to_end("?"), lambda: made.pop("?"),
              lambda: OrderedDict().popitem()):
    try:
        wrong()
    except Exception as error:
        print(type(error).__name__, error)
made.move_to_end("f", last=False)
print(list(made), made.copy() == made, OrderedDict(a=1, b=2) == OrderedDict(b=2, a=1))
