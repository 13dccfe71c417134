# singledispatch: abstract classes in the order of bases, ambiguity, unions, annotations, caching.
from collections.abc import Iterable, MutableMapping, Mapping, Sized
from functools import singledispatch, singledispatchmethod
from typing import Union


@singledispatch
def kind(arg):
    return "object"


kind.register(Mapping, lambda arg: "mapping")
kind.register(MutableMapping, lambda arg: "mutable mapping")
kind.register(int | float, lambda arg: "number")


@kind.register
def _(arg: Union[str, bytes]):
    return "text"


@kind.register
def _(arg: "list"):
    return "list"


class Odd(list):
    pass


print(kind({}), kind(vars(int)), kind(1), kind(1.5), kind("s"), kind(b"s"), kind([]), kind(Odd()),
      kind(True), kind(None))
print(type(kind.registry).__name__, kind.dispatch(bool)(0))


@singledispatch
def unclear(arg):
    return "object"


unclear.register(Iterable, lambda arg: "iterable")
unclear.register(Sized, lambda arg: "sized")
try:
    print(unclear([]))
except RuntimeError as error:
    print(error)


class Late:
    pass


print(kind(Late()))
Mapping.register(Late)
print(kind(Late()))
for wrong in (lambda: kind.register(42), lambda: kind.register("x", len), lambda: kind(),
              lambda: kind.register(lambda arg: 1), lambda: kind.register(list[int], len),
              lambda: singledispatchmethod(1)):
    try:
        wrong()
    except TypeError as error:
        print(str(error).partition(" at 0x")[0])


class Shower:
    @singledispatchmethod
    @classmethod
    def show(cls, arg):
        return cls.__name__, "any"

    @show.register
    @classmethod
    def _(cls, arg: int):
        return cls.__name__, "int"


print(Shower.show(1), Shower().show("s"), Shower.show.__name__)
print(Shower.__dict__["show"].dispatcher.dispatch(int).__annotations__)
