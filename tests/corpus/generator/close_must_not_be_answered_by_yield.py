def stubborn():
    while True:
        try:
            yield "I stay"
        except GeneratorExit:
            print("no")
            yield "never"
            return


generator = stubborn()
next(generator)
try:
    generator.close()
except RuntimeError as problem:
    print(problem)
print(next(generator, "now it is over"))
