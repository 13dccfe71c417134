def pair():
    return (1, 2)
    yield


def problem():
    return ValueError("as a value")
    yield


for make in (pair, problem):
    try:
        next(make())
    except StopIteration as stop:
        print(repr(stop.value), stop.args)
