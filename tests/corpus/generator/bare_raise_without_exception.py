def bare():
    yield 1
    raise


generator = bare()
try:
    raise ValueError("only while it starts")
except ValueError:
    next(generator)
try:
    next(generator)
except RuntimeError as problem:
    print(problem)
