def make():
    yield


generator = make()
generator.__name__ = "other"
generator.__qualname__ = "much.better"
print(generator.__name__, generator.__qualname__, repr(generator).split(" at ")[0])
for value in (3, None):
    try:
        generator.__name__ = value
    except TypeError as problem:
        print(problem)
try:
    generator.__qualname__ = 5
except TypeError as problem:
    print(problem)
try:
    generator.gi_running = True
except AttributeError as problem:
    print(problem)
try:
    generator.other = 1
except AttributeError as problem:
    print(problem)
