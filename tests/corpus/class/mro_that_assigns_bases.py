class Meta(type):
    ready = False

    def mro(cls):
        if cls.ready and cls.__name__ == "Last":
            Meta.ready = False
            Last.__bases__ = (Second,)
        return type.mro(cls)


class Root(metaclass=Meta):
    pass


class First(Root):
    pass


class Second(Root):
    pass


class Last(Root):
    pass


Meta.ready = True
Last.__bases__ = (First,)
First.__bases__ = (Last,)
names = [(c.__name__, [b.__name__ for b in c.__bases__], [s.__name__ for s in c.__subclasses__()])
         for c in (First, Second, Last)]
print(*names, sep="\n")


class Cycle(type):
    ready = False

    def mro(cls):
        if cls.ready:
            if cls.__name__ == "One":
                Two.__bases__ = (One,)
            if cls.__name__ == "Two":
                One.__bases__ = (Two,)
        return type.mro(cls)


class Ground(metaclass=Cycle):
    pass


class One(Ground):
    pass


class Two(Ground):
    pass


Cycle.ready = True
try:
    One.__bases__ += ()
except TypeError as e:
    print(e)


class Key:
    def __hash__(self):
        return hash("name")

    def __eq__(self, other):
        Changing.__bases__ = (Other,)
        return False


class Base:
    pass


class Other:
    name = "of the other"


Changing = type("Changing", (Base,), {Key(): None})
print(hasattr(Changing, "name"), Changing.__bases__)
