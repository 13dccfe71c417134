# __getattr__ answers for classes below the one that defines it, at any distance and behind a
# built-in base too; the error is the attribute's when it has nothing to say.
class Answers:
    def __getattr__(self, name):
        if name.startswith("no"):
            raise AttributeError(f"nothing called {name}")
        return "made " + name


class Child(Answers):
    here = 1


class Grandchild(Child):
    pass


class Text(str, Answers):
    pass


class Items(Answers, list):
    def __init__(self):
        super().__init__()
        self.own = "own"


for thing in Child(), Grandchild(), Text("t"), Items():
    print(type(thing).__name__, thing.far, getattr(thing, "near"), hasattr(thing, "nowhere"))
    try:
        thing.nothing
    except AttributeError as problem:
        print(problem)
print(Grandchild().here, Items().own, Text("t").upper())
