def bad():
    yield 1
    raise StopIteration("inner")


try:
    print(list(bad()))
except RuntimeError as problem:
    print(problem, repr(problem.__cause__), repr(problem.__context__), problem.__suppress_context__)


def short(iterable):
    iterator = iter(iterable)
    while True:
        yield next(iterator) + next(iterator)


try:
    for value in short([1, 2, 3]):
        print(value)
except RuntimeError as problem:
    print(problem)
