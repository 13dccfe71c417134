"""A class attribute that gets another value, be it a descriptor, a method or neither."""


class Base:
    count = 0
    step = 1

    def __init__(self, own=None):
        type(self).count += self.step
        Base.total = getattr(Base, "total", 0) + 1
        if own is not None:
            self.own = own


class Derived(Base):
    pass


def ask(objects):
    return [(o.count, o.step, getattr(o, "own", "-")) for o in objects]


objects = [Base(), Derived(1), Base(2), Derived()]
print(Base.count, Derived.count, Base.total, ask(objects))
for value in 5, "five", None, 5.5:
    Base.step = value
    print(ask(objects), Derived.step)
setattr(Base, "".join(["st", "ep"]), "joined")
print(ask(objects))
Derived.step = "derived"
print(ask(objects))
del Derived.step
print(ask(objects))
objects[0].step = "instance"
for value in 1, property(lambda self: "property"), 2, staticmethod(len), 3, (lambda self: self), 4:
    Base.step = value
    step = [o.step if not callable(o.step) else "callable" for o in objects]
    print(step)


def call(objects):
    return [o.method() for o in objects]


class Callable:
    def __init__(self, result):
        self.result = result

    def __call__(self):
        return self.result


Base.method = lambda self: "method"
print(call(objects), call(objects))
Base.method = Callable("first")
print(call(objects))
Base.method = Callable("second")
print(call(objects))
Base.__hash__ = None
Base.__hash__ = None
try:
    hash(objects[1])
except TypeError as error:
    print(error)
Base.__len__ = None
for value in 7, 8:
    Base.__doc__ = Derived.__doc__ = value
    print(objects[0].__doc__, Derived.__doc__)
