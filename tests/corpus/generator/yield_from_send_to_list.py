def over_list():
    yield from [1, 2, 3]


generator = over_list()
print(next(generator))
print(generator.send(None))
try:
    generator.send(5)
except AttributeError as problem:
    print(problem)
