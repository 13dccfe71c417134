print(list[int], dict[str, list[int]], tuple[int, ...], tuple[()], type[int], set[str])
print(int | None, int | str | int, list[int] | None, type(int | str), type(list[int]))
print(isinstance(3, int | str), isinstance("", int | None), isinstance(None, int | None), issubclass(bool, int | str))
print((int | str) == (str | int), hash(int | str) == hash(str | int), list[int] == list[int], list[int].__args__, list[int].__origin__)
class L(list[int]): pass
print(L.__mro__, list[int]((1,2)), L[int])
def f(x: int | None = None, y: "list[int]" = ()) -> dict[str, int]: pass
print(f.__annotations__)
try: isinstance([], list[int])
except TypeError as e: print(e)
try: int | 3
except TypeError as e: print(e)
try: int[3]
except TypeError as e: print(e)
try: issubclass(3, int)
except TypeError as e: print(e)
try: list[int][int]
except TypeError as e: print(e)
x = int | None
x |= str
print(x)
class A:
    def f(s): pass
A.__abstractmethods__ = frozenset(["f","g"])
try: A()
except TypeError as e: print(e)
print(sorted(A.__abstractmethods__))
class B(A): pass
print(type(B()))
