def three():
    yield 1
    yield 2
    yield 3


a, b, c = three()
print(a, b, c)
a, *b = three()
print(a, b)
for count in ("few", "many"):
    try:
        if count == "few":
            a, b, c, d = three()
        else:
            a, b = three()
    except ValueError as problem:
        print(problem)
print([*three(), *three()], {*three()})


def call(*args):
    return args


print(call(*three(), 4))
