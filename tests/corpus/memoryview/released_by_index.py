"""An __index__, a __float__ or a __bool__ that releases the view whose item is asked for."""


class Number:
    def __init__(self, action, value):
        self.action, self.value = action, value

    def __index__(self):
        self.action()
        return self.value

    def __float__(self):
        self.action()
        return float(self.value)

    def __bool__(self):
        self.action()
        return True


def attempt(name, function):
    try:
        print(name, function())
    except Exception as e:
        print(name, type(e).__name__, e)


def fail():
    raise ZeroDivisionError("no")


for form in "B?d":
    for action in ("release", "fail"):
        def make():
            view = memoryview(bytearray(b"abcdefgh")).cast(form)
            return view, view.release if action == "release" else fail

        view, act = make()
        attempt("get", lambda: view[Number(act, 0)])
        view, act = make()
        attempt("get in tuple", lambda: view[Number(act, 0),])
        view, act = make()
        attempt("set", lambda: view.__setitem__(0, Number(act, 3)))
        view, act = make()
        attempt("set at", lambda: view.__setitem__(Number(act, 0), 1))
        view, act = make()
        attempt("slice", lambda: view.__setitem__(slice(Number(act, 0), 1), b"a"))
        view, act = make()
        attempt("hex", lambda: view.hex("-", Number(act, 2)))
        view, act = make()
        attempt("in", lambda: Number(act, 3) in view)
