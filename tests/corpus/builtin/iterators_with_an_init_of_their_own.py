# A class below map, filter, reversed or enumerate may take keywords in its own __init__; enumerate
# starts at anything with __index__; reversed() lets go of its sequence at the end.
class Named:
    def __init__(self, *args, name=None):
        self.name = name


class NamedMap(Named, map):
    pass


class NamedFilter(Named, filter):
    pass


class NamedReversed(Named, reversed):
    pass


for it in (NamedMap(str, [1], name="m"), NamedFilter(None, [0, 1], name="f"),
           NamedReversed("ab", name="r")):
    print(type(it).__name__, it.name, list(it))
for trial in (lambda: map(str, [], name=1), lambda: filter(None, [], name=1),
              lambda: reversed("", name=1), lambda: enumerate([], 1.5)):
    try:
        trial()
    except TypeError as e:
        print(e)


class Two:
    def __index__(self):
        return 2


print(list(enumerate("ab", Two())), list(enumerate("a", True)))


class Texts(tuple):
    def __del__(self):
        print("gone", list(backwards))


backwards = reversed(Texts("ab"))
print(next(backwards), next(backwards), next(backwards, "end"))
print("after")
