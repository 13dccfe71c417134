# A key's __eq__ that stores in the dict while it is looked up: values may change, and the search
# goes on.
class Key:
    def __init__(self, name):
        self.name = name

    def __hash__(self):
        return 7

    def __eq__(self, other):
        counts["compared"] += 1
        return self.name == other.name


counts = {"compared": 0}
counts[Key("a")] = 1
counts[Key("b")] = 2
counts[Key("b")] = 3
print(counts["compared"], [value for key, value in counts.items() if key != "compared"])
