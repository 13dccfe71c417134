"""a, b, c = ...: the old values end one after the other, each when its name is new already and the
sequence is gone."""
import sys


class Loud:
    def __init__(self, name):
        self.name = name

    def __del__(self):
        print(self.name, "ends; owners of the item:", sys.getrefcount(ITEM[0]))


ITEM = [object()]


def unpack(sequences):
    a, b, c = 1, Loud("old b"), Loud("old c")
    for a, b, c in sequences:
        print(type(a).__name__, type(b).__name__, type(c).__name__)
    del a
    a, b, c = iter((Loud("first"), Loud("second"), Loud("third")))
    try:
        a, b, c = Loud("too"), Loud("few")
    except ValueError as error:
        print(error, a.name, b.name, c.name)
    a, b = b, a
    print(a.name, b.name)
    return "done"


print(unpack(((1.5, ITEM[0], ITEM[0]) for i in range(2))))
print(unpack([[1, "x", ITEM[0]], (Loud("once"), ITEM[0], 4), {ITEM[0]: 1, 2: 3, "k": 5}]))
print(unpack({(i, ITEM[0], i): None for i in range(3)}))
print(unpack(zip([1, 2, 3], ITEM * 3, [Loud("in a list"), 2.5, None])))
