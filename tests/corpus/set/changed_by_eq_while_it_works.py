# An item's __eq__ may change the set that looks for it: nothing breaks, and the search goes on in
# what the set has become.
class Meddler:
    def __init__(self, deed):
        self.deed = deed

    def __hash__(self):
        return 1

    def __eq__(self, other):
        self.deed()
        return False


def trial(operation, victim_first):
    a, b = set(), set()
    victim = a if victim_first else b
    a.update([Meddler(victim.clear), 10, 20])
    b.update([Meddler(victim.clear), 10, 30])
    try:
        result = operation(a, b)
    except RuntimeError as e:
        result = type(e).__name__
    print(type(result).__name__, len(a) <= 3, len(b) <= 3)


for first in (True, False):
    for operation in (set.__and__, set.__or__, set.__sub__, set.__xor__, set.__eq__, set.__le__,
                      set.__lt__, set.issubset, set.isdisjoint, set.update, set.difference_update,
                      set.intersection_update, set.symmetric_difference_update):
        trial(operation, first)

lookup = set()
lookup.add(Meddler(lookup.clear))
print(1 in lookup, lookup)
lookup.add(Meddler(lookup.clear))
lookup.add(1)
print(lookup)
lookup = set()
lookup.add(Meddler(lookup.clear))
lookup.discard(1)
print(lookup)
keys = {}
keys[Meddler(keys.clear)] = None
print(len({Meddler(keys.clear), *"ab"}.union(keys)), keys)
