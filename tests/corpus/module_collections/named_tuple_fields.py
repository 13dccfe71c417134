from collections import namedtuple
from typing import NamedTuple

Point = namedtuple("Point", "x y")
print(Point, Point.__module__, Point.x, Point(1, 2).x, Point.x.__doc__)
Point.x.__doc__ = "how far to the right"
print(Point.x.__doc__)

def assign():
    Point(1, 2).x = 3

def delete():
    del Point(1, 2).x

for wrong in (assign, delete, lambda: Point.x.__get__(5), lambda: namedtuple("A", "def"),
              lambda: namedtuple("class", "a")):
    try:
        print(wrong())
    except Exception as error:
        print(type(error).__name__, error)
print(namedtuple("A", "a def b a", rename=True)._fields)

class Size(NamedTuple):
    width: int

print(Size, Size(1).width, Size.__module__)
