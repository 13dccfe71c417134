# total_ordering leaves it to the other operand; cached_property says what it lacks; lru_cache.
from functools import cached_property, lru_cache, total_ordering


@total_ordering
class Version:
    def __init__(self, number):
        self.number = number

    def __eq__(self, other):
        return isinstance(other, Version) and self.number == other.number

    def __lt__(self, other):
        if isinstance(other, Version):
            return self.number < other.number
        return NotImplemented


one, two = Version(1), Version(2)
print(one < two, one <= two, one > two, one >= two, one <= Version(1), one >= Version(1))
print(one.__ge__(3), Version.__gt__.__name__, Version.__le__.__doc__, Version.__ge__.__doc__)
for wrong in (lambda: one >= 3, lambda: 3 > one):
    try:
        wrong()
    except TypeError as error:
        print(error)


class Slotted:
    __slots__ = ()

    @cached_property
    def value(self):
        return 1


class Unnamed:
    pass


Unnamed.value = cached_property(len)
for wrong in (lambda: Slotted().value, lambda: Unnamed().value):
    try:
        wrong()
    except TypeError as error:
        print(error)
try:
    class Twice:
        a = b = cached_property(len)
except (TypeError, RuntimeError) as error:
    print(type(error).__name__)


@lru_cache(maxsize=0)
def size(items):
    return len(items)


@lru_cache
def told(*args, **keywords):
    return args, keywords


print(size([1, 2]), size([1, 2]), size.cache_info(), size.cache_info().hits)
print(told((), (("a", 1),)), told(a=1), told.cache_info())
