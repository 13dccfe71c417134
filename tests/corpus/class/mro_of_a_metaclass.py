class Other:
    def hi(self):
        return "hi"


class Meta(type):
    def mro(cls):
        print("mro of", cls.__name__)
        return [cls, Other, object]


class E(metaclass=Meta):
    pass


print(E.__mro__, E().hi(), E.__bases__, isinstance(E(), Other))


class F(E):
    pass


print(F.__mro__, F().hi())


class Reversed(type):
    def mro(cls):
        order = super().mro()
        return order[:1] + order[-2:0:-1] + order[-1:]


class X:
    name = "X"


class Y:
    name = "Y"


class Z(X, Y, metaclass=Reversed):
    pass


print(Z.name, Z.__mro__)


class Bad(type):
    def mro(cls):
        return [cls, 3]


try:
    class G(metaclass=Bad):
        pass
except TypeError as error:
    print(error)
