def echo():
    while True:
        print((yield))


generator = echo()
try:
    generator.send("too early")
except TypeError as problem:
    print(problem)
print(generator.send(None))
generator.send("now")
