def inner():
    got = yield "a"
    print("inner got", got)
    got = yield "b"
    print("inner got", got)
    return "result"


def outer():
    result = yield from inner()
    print("outer got", result)
    yield "c"


generator = outer()
print(next(generator))
print(generator.send(1))
print(generator.send(2))
print(next(generator, "end"))
