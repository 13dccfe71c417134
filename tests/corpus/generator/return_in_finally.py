def swallow():
    try:
        yield 1
    finally:
        return "swallowed"


generator = swallow()
next(generator)
try:
    generator.throw(ValueError("lost"))
except StopIteration as stop:
    print(stop.value)
generator = swallow()
next(generator)
print(generator.close())
