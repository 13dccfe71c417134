# A class of strs may have __slots__ (a str is no object of variable size in CPython); one of
# tuples, ints or bytes may not.
class Name(str):
    __slots__ = ("first", "last")


name = Name("Ada Lovelace")
name.first, name.last = name.split()
print(name, name.first, name.last, Name.__slots__, hasattr(name, "__dict__"))
del name.first
print(hasattr(name, "first"), name.upper(), name == "Ada Lovelace")
try:
    name.middle = 1
except AttributeError as problem:
    print(problem)


class Longer(Name):
    __slots__ = ("middle",)


class Open(Longer):
    pass


longer = Longer("x" * 100)
longer.first, longer.middle, longer.last = [1], [2], [3]
print(longer.first, longer.middle, longer.last, len(longer))
opened = Open("o")
opened.last, opened.other = longer, opened
print(opened.last is longer, opened.other.other.other, vars(opened) == {"other": "o"})
for base in (tuple, int, bytes):
    try:
        type("Refused", (base,), {"__slots__": ("field",)})
    except TypeError as problem:
        print(problem)
