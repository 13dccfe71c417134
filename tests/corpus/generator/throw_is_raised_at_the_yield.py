def patient():
    while True:
        try:
            value = yield "waiting"
        except ValueError as problem:
            print("caught", problem)
            value = "problem"
        print("value", value)


generator = patient()
next(generator)
print(generator.throw(ValueError("one")))
print(generator.throw(ValueError, "two"))
print(generator.throw(ValueError))
try:
    generator.throw(KeyError("not for it"))
except KeyError as problem:
    print("came out", repr(problem))
print(next(generator, "finished"))
