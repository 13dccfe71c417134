def shared(value):
    def get():
        return value
    return get


cell = shared(5).__closure__[0]


def show(first):
    second = first
    kept = 1

    def inner():
        return kept

    return locals()


found = show(cell)
print(found["first"] is cell, found["second"] is cell, found["kept"])


class Base:
    def method(self):
        super()


base = Base()
try:
    Base.method(shared(base).__closure__[0])
except TypeError as e:
    print(e)


class Evil:
    def __hash__(self):
        return hash("name")

    def __eq__(self, other):
        if hasattr(Holder, "name"):
            del Holder.name
        return False


class Given:
    def __get__(self, instance, owner=None):
        return "from the descriptor"


class Holder:
    name = Given()


holder = Holder()
vars(holder)[Evil()] = 0
print(holder.name, hasattr(holder, "name"))


class Slotted(property):
    __slots__ = ()


try:
    class Documented:
        @Slotted
        def value(self):
            """a text with no place to go"""
except AttributeError as e:
    print(e)
