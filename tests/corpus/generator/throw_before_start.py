def never():
    try:
        print("does not run")
        yield
    except ValueError:
        print("does not run either")


generator = never()
try:
    generator.throw(ValueError("early"))
except ValueError as problem:
    print(problem)
print(next(generator, "finished"))
