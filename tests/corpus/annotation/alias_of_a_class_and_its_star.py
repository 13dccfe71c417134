# A container's class takes its items' types in brackets, classes below it too; with a star it
# stands for its items in an annotation (PEP 585, PEP 646).
class Stack(list):
    pass


class Meta(type):
    def __getattr__(cls, name):
        return "meta " + name


class Strange(set, metaclass=Meta):
    pass


alias = list[int]
print(Stack[int], Stack.__class_getitem__(3), Strange[1], type[int])
print(*alias, [*dict[str, int]], next(iter(alias)).__unpacked__, alias.__unpacked__)
print(next(iter(alias)) == alias, next(iter(alias)) == next(iter(alias)))
try:
    first, second = alias
except ValueError as problem:
    print(problem)
try:
    str[int]
except TypeError as problem:
    print(problem)
print(type.__or__(int, str), {"__or__", "__ror__"} <= set(dir(type)))
