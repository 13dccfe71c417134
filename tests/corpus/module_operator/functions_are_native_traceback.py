import operator

print(operator.add, operator.add.__name__, operator.add.__module__, operator.itemgetter)
for name in "add", "getitem", "not_", "setitem", "abs", "call", "index", "contains":
    for arguments in (), (1,), ([1], 0), ("a", "b"), ([1], 0, 2), (1, 2, 3, 4):
        try:
            print(name, arguments, getattr(operator, name)(*arguments))
        except Exception as error:
            print(name, arguments, type(error).__name__, error)
try:
    operator.add(a=1, b=2)
except TypeError as error:
    print(error)
operator.truediv(1, 0)
