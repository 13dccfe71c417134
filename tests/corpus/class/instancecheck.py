class Even(type):
    def __instancecheck__(cls, obj):
        return isinstance(obj, int) and obj % 2 == 0
    def __subclasscheck__(cls, other):
        return other is int

class E(metaclass=Even):
    pass

print(isinstance(2, E), isinstance(3, E), issubclass(int, E), issubclass(str, E), isinstance(4, (str, E)))
