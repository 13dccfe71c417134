# A class below a built-in type may take keywords in its own __init__ (or, for list, __new__): the
# built-in part does not mind them then. The number of arguments is checked all the same.
def with_init(base):
    class Made(base):
        def __init__(self, *arguments, **more):
            self.more = more
    return Made


class NewList(list):
    def __new__(cls, *arguments, **more):
        return super().__new__(cls)


for base in tuple, frozenset, float, list, set, dict, str, int, bytes:
    made = with_init(base)
    for call in (lambda: made(p=1).more, lambda: made(1, 2, 3), lambda: base(q=1)):
        try:
            print(base.__name__, call())
        except (TypeError, ValueError) as problem:
            print(base.__name__, problem)
print(NewList([1], p=2) if False else "", type(3).__name__)
try:
    NewList((1, 2), p=1)
except TypeError as problem:
    print(problem)
try:
    type(3, p=1)
except TypeError as problem:
    print(problem)
