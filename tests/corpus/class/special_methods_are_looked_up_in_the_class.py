# What an operation needs it takes from the class: a __getattr__ that answers for every name does
# not make an index, a number or a reversible sequence of an instance.
import math


class Answers:
    def __getattr__(self, name):
        return lambda *arguments: 3


class Meta(type):
    def __getattr__(cls, name):
        return lambda *arguments: 4


class OfMeta(metaclass=Meta):
    pass


for thing in Answers(), OfMeta(), OfMeta:
    for step in (lambda: [1, 2, 3, 4, 5][thing], lambda: range(thing), lambda: int(thing),
                 lambda: float(thing), lambda: list(reversed(thing)), lambda: math.gcd(thing, 2),
                 lambda: math.sqrt(thing), lambda: math.trunc(thing), lambda: hex(thing),
                 lambda: [1] * thing, lambda: round(thing), lambda: abs(thing), lambda: len(thing)):
        try:
            print(step())
        except TypeError as problem:
            print(problem)
