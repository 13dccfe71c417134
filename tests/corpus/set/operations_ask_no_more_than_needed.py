# How often an item's __hash__ and __eq__ run: a set remembers its items' hashes, and a question
# is answered as soon as it can be.
calls = []


class Item:
    def __init__(self, name):
        self.name = name

    def __hash__(self):
        calls.append(f"hash {self.name}")
        return len(self.name)

    def __eq__(self, other):
        calls.append(f"{self.name} == {other.name}")
        return self.name == other.name


def show(what, value):
    print(what, value, calls)
    calls.clear()


a, aa, b, c = Item("a"), Item("aa"), Item("b"), Item("ccc")
one, two, three = {a, aa}, {aa, c}, {Item("a"), c}
calls.clear()
show("copy", len(one.copy()))
show("self & self", len(one & one))
show("&", len(one & two))
show("-", len(one - three))
show("isdisjoint", one.isdisjoint(two))
show("isdisjoint of a list", one.isdisjoint([aa, c, c, c]))
show("issuperset of a list", one.issuperset([c, aa, aa]))
show("issubset of a list", one.issubset([aa, a]))
one -= two
show("-=", len(one))
many = {Item("n" * n) for n in range(4, 40)} | {a}
calls.clear()
one -= many
show("-= of many", len(one))
show("dict of a dict", len(dict({a: 1, c: 2})))
show("fromkeys", len(dict.fromkeys({a, c})))
