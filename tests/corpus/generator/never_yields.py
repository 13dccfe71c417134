def empty():
    return
    yield


print(list(empty()), sum(empty()), next(empty(), "default"))

def unreachable():
    if 0:
        yield
    return 3


print(list(unreachable()))
