import sys


def hold(value):
    mine = [value]
    yield sys.getrefcount(mine)
    yield sys.getrefcount(value)


thing = object()
generator = hold(thing)
print(sys.getrefcount(thing), sys.getrefcount(hold), sys.getrefcount(generator))
print(next(generator), sys.getrefcount(thing))
print(next(generator), sys.getrefcount(thing))
print(next(generator, None), sys.getrefcount(thing), sys.getrefcount(hold))
expression = (x for x in [thing])
print(sys.getrefcount(thing), sys.getrefcount(expression))
next(expression)
print(sys.getrefcount(thing))
del expression
print(sys.getrefcount(thing))
