# isinstance() and issubclass() take any object with a tuple __bases__ as a class, and believe what
# an object says its __class__ is.
class Kind:
    def __init__(self, name, *bases):
        self.name, self.__bases__ = name, bases


class Thing:
    def __init__(self, kind):
        self.kind = kind

    @property
    def __class__(self):
        return self.kind


top = Kind("top")
left, right = Kind("left", top), Kind("right", top)
both = Kind("both", left, right)
for kind in (top, left, right, both):
    print(kind.name, isinstance(Thing(both), kind), isinstance(Thing(left), kind),
          issubclass(kind, top), issubclass(kind, left))
print(isinstance(Thing(int), int), isinstance(Thing(bool), (str, int)), isinstance(3, top))
print(type.__instancecheck__(int, Thing(bool)), type.__subclasscheck__(int, bool))


class Bad:
    @property
    def __class__(self):
        raise RuntimeError("no class today")


class Bases:
    def __init__(self, bases):
        self.__bases__ = bases


endless = Bases(())
endless.__bases__ = (endless, endless)
for trial in (lambda: isinstance(Bad(), int), lambda: isinstance(1, Bases([int])),
              lambda: isinstance(1, 5), lambda: issubclass(5, int), lambda: issubclass(int, 5),
              lambda: issubclass(Bases(5), int), lambda: issubclass(int, list[int]),
              lambda: issubclass(int, (str, 5)), lambda: type.__subclasscheck__(int, 5),
              lambda: issubclass(endless, int)):
    try:
        print(trial())
    except (TypeError, RuntimeError) as e:
        print(type(e).__name__, e)
