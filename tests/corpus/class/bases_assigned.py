class A:
    def who(self):
        return "A"


class B:
    def who(self):
        return "B"

    def __len__(self):
        return 7


class C(A):
    pass


class D(C):
    pass


c, d = C(), D()
print(c.who(), d.who(), C.__bases__, A.__subclasses__(), B.__subclasses__())
C.__bases__ = (B,)
print(c.who(), d.who(), len(c), len(d), C.__mro__, D.__mro__, C.__base__)
print(A.__subclasses__(), B.__subclasses__(), isinstance(d, A), isinstance(d, B))
C.__bases__ = (A, B)
print(c.who(), len(d), D.__mro__)


class Plain(object):
    pass


class Slotted:
    __slots__ = ("x",)


def attempt(cls, bases):
    try:
        cls.__bases__ = bases
        print("done", cls.__mro__)
    except TypeError as error:
        print(error)


attempt(Plain, (A,))
attempt(C, (D,))
attempt(C, (C,))
attempt(C, ())
attempt(C, [A])
attempt(C, (3,))
attempt(C, (Slotted,))
attempt(int, (A,))
attempt(D, (A, object))
attempt(D, (object, A))
print(D.__mro__, D.__bases__)
try:
    del C.__bases__
except TypeError as error:
    print(error)
