# A WeakSet has the operations of set.
from weakref import WeakSet


class Thing:
    def __init__(self, name):
        self.name = name

    def __repr__(self):
        return self.name


a, b, c, d = things = [Thing(name) for name in "abcd"]
left, right = WeakSet([a, b, c]), WeakSet([b, c, d])


def show(items):
    print(sorted(item.name for item in items))


for result in (left ^ right, left - right, left & {b}, left | [d], left.symmetric_difference([a]),
               left.copy()):
    show(result)
print(left < right, WeakSet([a]) < left, left > WeakSet([a]), left <= left, left >= {a}, left == right)
for change in ("__iand__", "__isub__", "__ixor__", "__ior__", "intersection_update",
               "difference_update", "symmetric_difference_update"):
    changed = left.copy()
    getattr(changed, change)(right)
    show(changed)
same = left.copy()
same ^= same
print(len(same), left.isdisjoint([d]))
