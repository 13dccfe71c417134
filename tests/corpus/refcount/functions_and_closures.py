import sys

count = sys.getrefcount

def plain():
    pass

print("function", count(plain))
also = plain
print("second name", count(plain))
del also
print("code", count(plain.__code__))
code = plain.__code__
print("code held", count(code))
print("name", plain.__name__, count(plain))
print("called", plain(), count(plain))
x = [1]

def default(a=x, b=x, *, c=x):
    return count(a)

print("defaults", count(x), default(), default(x), default(c=1))
print("defaults tuple", count(default.__defaults__))
print("keyword defaults", count(default.__kwdefaults__))
del default
print("defaults gone", count(x))

def make():
    y = []
    def reader():
        return y
    def writer(value):
        nonlocal y
        y = value
    return reader, writer

reader, writer = make()
print("cell content", count(reader()))
print("cells", count(reader.__closure__), count(reader.__closure__[0]))
print("closures", count(reader), count(writer))
writer(x)
print("cell rebound", count(x))
writer(None)
print("cell rebound again", count(x))
del reader, writer

def nested(level, value):
    if level:
        return nested(level - 1, value)
    return count(value)

print("recursion", nested(0, x), nested(1, x), nested(5, x))

def star(*args):
    return count(args), count(args[0])

def stars(**kwargs):
    return count(kwargs), count(kwargs["k"])

print("star", star(x), star(x, x), star(*[x]), star(*(x, x)))
print("stars", stars(k=x), stars(**{"k": x}), stars(k=x, j=x))

def through(*args, **kwargs):
    return star(*args, **kwargs)

print("through", through(x), through(x, x))
f = lambda: x
print("lambda", count(f), count(f()), count(x))
g = [lambda n=n: n for n in (x, x)]
print("lambdas with defaults", count(x))
del g

def decorate(function):
    def wrapper(*args):
        return function(*args)
    return wrapper

@decorate
def decorated(value):
    return count(value)

print("decorated", decorated(x), count(decorated))
print("map", list(map(count, [x, x])), [count(v) for v in [x]])
print("sorted key", sorted([x, x], key=count) == [x, x], count(x))
print("filter", len(list(filter(count, [x]))), count(x))
plain.attribute = x
print("attribute", count(x))
print("function's dict", count(plain.__dict__))
del plain.attribute
print("attribute gone", count(x))
