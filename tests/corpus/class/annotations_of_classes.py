class A:
    x: int = 1


class B(A):
    pass


print(A.__annotations__, B.__annotations__, B.__annotations__ is B.__annotations__)
B.__annotations__ = {"y": str}
print(B.__annotations__)
del B.__annotations__
print(B.__annotations__)
for action in ("int.__annotations__", "A().__annotations__", "B.__basicsize__ > 0", "int.__itemsize__"):
    try:
        print(eval(action))
    except AttributeError as error:
        print(error)
