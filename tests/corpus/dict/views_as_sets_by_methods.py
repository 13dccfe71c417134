# Views of keys and items have what sets have, by operators and by methods, and show their dict.
d = {1: "one", 2: "two"}
keys, items = d.keys(), d.items()
print(keys.isdisjoint([3, 4]), keys.isdisjoint(iter([2])), items.isdisjoint([(1, "one")]))
print(keys.__and__([1, 5]), keys.__ror__([9]) == {1, 2, 9}, items.__sub__([(1, "one")]))
print(keys.mapping, repr(keys.mapping), d.values().mapping == d, hasattr(d.values(), "isdisjoint"))
try:
    keys.mapping[3] = 3
except TypeError as problem:
    print(problem)
try:
    keys.isdisjoint(3)
except TypeError as problem:
    print(problem)


def numbers():
    yield from (7, 2)
    print("not asked for")


print(keys.isdisjoint(numbers()))
