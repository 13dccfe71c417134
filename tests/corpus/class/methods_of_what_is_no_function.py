"""types.MethodType binds anything that can be called: a class, a built-in, another method."""
import types


class Made:
    def __init__(self, *given, **named):
        self.given = given, named
        print(given, named)


class Pair:
    def __init__(self, first, second):
        self.both = first, second


class Callable:
    def __call__(self, *given):
        return given


for _ in range(3):
    print(types.MethodType(Made, 1)(2).given)
    types.MethodType(Made, 1)()
    types.MethodType(Made, 1)(2, x=3)
    print(types.MethodType(Pair, "a")("b").both)
print(types.MethodType(len, [1, 2])(), types.MethodType(int, "12")(3), types.MethodType(str, 5)())
print(types.MethodType(Callable(), 1)(2), types.MethodType(types.MethodType(max, 3), 9)(4))
for arguments in (), (1, 2):
    try:
        types.MethodType(Pair, "a")(*arguments)
    except TypeError as error:
        print(error)


class Holder:
    make = types.MethodType(Pair, "held")


print(Holder().make(1).both, Holder.make(2).both)
