# list() and the like ask an instance for its length, or for __length_hint__, to have room.
class Said:
    def __init__(self, **methods):
        self.methods = methods

    def __iter__(self):
        print("iter", end=" ")
        return iter("ab")


class Long(Said):
    def __len__(self):
        print("len", end=" ")
        return self.methods["length"]()


class Hinted(Said):
    def __length_hint__(self):
        print("hint", end=" ")
        return self.methods["length"]()


def no():
    raise TypeError("no length")


for kind in Long, Hinted:
    for length in (lambda: 2, lambda: 0, lambda: -1, lambda: "x", lambda: NotImplemented, no,
                   lambda: 1 / 0, lambda: True):
        for make in (list, tuple, sorted, lambda x: [*x], lambda x: [].extend(x),
                     lambda x: len(set(x)), lambda x: print(*x), "-".join):
            try:
                print(make(kind(length=length)))
            except Exception as error:
                print(type(error).__name__, error)
