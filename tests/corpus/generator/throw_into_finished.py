def once():
    yield


generator = once()
list(generator)
try:
    generator.throw(ValueError("late"))
except ValueError as problem:
    print(problem)
