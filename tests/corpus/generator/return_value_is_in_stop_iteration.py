def answer():
    yield "first"
    return 42


generator = answer()
print(next(generator))
try:
    next(generator)
except StopIteration as stop:
    print(stop.value, stop.args)
try:
    next(generator)
except StopIteration as stop:
    print(stop.value, stop.args)
