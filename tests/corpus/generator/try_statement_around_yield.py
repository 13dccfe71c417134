def steps():
    for n in range(3):
        try:
            yield n
        except KeyError:
            yield "caught"
            continue
        else:
            print("no exception")
        finally:
            print("finally", n)
    return "end"


generator = steps()
print(next(generator))
print(next(generator))
print(generator.throw(KeyError))
print(next(generator))
try:
    next(generator)
except StopIteration as stop:
    print(stop.value)
