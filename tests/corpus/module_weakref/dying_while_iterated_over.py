# What dies during an iteration is gone at once, and its entry after the iteration.
import copy
import weakref
from collections.abc import MutableMapping, MutableSet


class Thing:
    def __init__(self, name):
        self.name = name

    def __repr__(self):
        return self.name


things = [Thing(name) for name in "abcd"]
values = weakref.WeakValueDictionary({thing.name: thing for thing in things})
keys = weakref.WeakKeyDictionary({thing: thing.name for thing in things})
items = weakref.WeakSet(things)
print(isinstance(values, MutableMapping), isinstance(items, MutableSet))
rounds = iter(values.items())
print(next(rounds))
things.pop()
print(len(keys), len(items), list(rounds), len(values), len(values.data))
it = iter(items)
del it
print(sorted(map(repr, items)), [name for name in keys.values()])
a, b, c = things
others = {a: 1, b: 2}
print(dict((keys | others).items()), dict((others | keys).items()), dict((values | {"z": a}).items()))
print(dict(copy.copy(values).items()), list(copy.deepcopy(keys).items()))
print(copy.copy(weakref.ref(a)) is weakref.ref(a), copy.deepcopy([weakref.ref(a)])[0]() is a)
for wrong in (lambda: values | 3, lambda: values.pop("q"), lambda: weakref.WeakSet().pop(),
              lambda: weakref.WeakKeyDictionary().popitem()):
    try:
        wrong()
    except (TypeError, KeyError) as error:
        print(type(error).__name__, error)
