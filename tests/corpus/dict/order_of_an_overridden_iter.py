# dict(x), update() and {**x} take a dict's entries as they lie; a subclass with an __iter__ of its
# own is asked for its keys().
class Backwards(dict):
    def keys(self):
        return reversed(list(super().keys()))

    def __iter__(self):
        return self.keys()


class OnlyKeys(dict):
    def keys(self):
        return reversed(list(super().keys()))


pairs = [("a", 1), ("b", 2), ("c", 3)]
for cls in (Backwards, OnlyKeys):
    made = cls(pairs)
    fresh = {}
    fresh.update(made)
    print(dict(made), fresh, {**made}, made | {}, made.copy())
