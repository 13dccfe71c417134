def guarded():
    try:
        yield 1
    finally:
        print("finally")


def loop():
    for value in guarded():
        raise KeyError(value)


try:
    loop()
except KeyError as problem:
    print("caught", repr(problem))
