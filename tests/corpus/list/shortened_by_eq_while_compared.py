# list == list while an item's __eq__ makes the lists shorter: what is left is compared.
class Clears:
    def __init__(self, *lists):
        self.lists = lists

    def __eq__(self, other):
        for each in self.lists:
            each.clear()
        return NotImplemented

    def __lt__(self, other):
        return "less"


one, two = [], []
one.append(Clears(two))
two.append(Clears(one))
print(one == two, one, two)
three = []
three.append(Clears(three))
print(three == [1], three != [1], three)
four, five = [], [1, 2]
four[:] = [Clears(five), 5]
print(four == five, five, four < [Clears()], four >= five)


class Loud:
    def __init__(self, name):
        self.name = name

    def __eq__(self, other):
        print(self.name, "==", getattr(other, "name", other))
        return False


item = Loud("item")
print(item in [Loud("a"), Loud("b"), item])
print(item in (Loud("a"), Loud("b"), item))
print(item in iter([Loud("a"), item]))
