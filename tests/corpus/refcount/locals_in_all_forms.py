import sys

count = sys.getrefcount

def assigned():
    x = []
    one = count(x)
    y = x
    two = count(x)
    y = None
    three = count(x)
    a = b = x
    four = count(x)
    a, b = b, a
    five = count(x)
    del a
    six = count(x)
    (c := x)
    seven = count(x)
    c, *rest = x, x, x
    eight = count(x)
    del rest[:]
    nine = count(x)
    for d in (x, x):
        pass
    ten = count(x)
    return one, two, three, four, five, six, seven, eight, nine, ten

def expression():
    x = []
    return (count(x), count(None or x), count(x and x or x), count(x if x is x else 1),
            count((x, x)[0]), count([x][0]), count({1: x}[1]), [count(x), count(x)],
            {"k": count(x)}["k"], count(x) + count(x))

def temporaries():
    x = []
    return (count([]), count(()) > 3, count([x]), count({}), count({1}), count((x,)),
            count(list(x)), count("a" + str(x)), count(1.5 + len(x)), count(10 ** 20 + len(x)))

def parameter(x, y=None, *, z=None):
    before = count(x)
    x = [x]
    return before, count(x), count(x[0])

def returned():
    x = []
    def give():
        return x
    return count(give()), count(give)

print(assigned())
print(expression())
print(temporaries())
v = []
print(parameter(v), count(v))
print(parameter(v, v), count(v))
print(parameter(v, z=v), count(v))
print(parameter([]), parameter(x=[]))
print(returned())
