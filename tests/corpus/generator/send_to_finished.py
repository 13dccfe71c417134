def once():
    yield 1


generator = once()
list(generator)
try:
    generator.send("anybody there?")
except StopIteration as stop:
    print("stop", stop.value)
