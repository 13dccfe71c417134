# str() of bytes is bytes' own __str__: a __repr__ that comes later in a class's order, or even in
# the class, does not change it.
class Named:
    def __repr__(self):
        return "named"


class Data(Named, bytes):
    pass


class Array(Named, bytearray):
    pass


for kind in Data, Array:
    print(kind(b"ab"), repr(kind(b"ab")), "__str__" in vars(kind.__mro__[2]))
for values in b"x", "text", [1], {"a": 1}, 5, (1,):
    try:
        print(b"plain" % values)
    except TypeError as problem:
        print(problem)
