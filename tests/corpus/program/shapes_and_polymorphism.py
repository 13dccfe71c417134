"""Abstract shapes, duck typing, operator dunders, __init_subclass__, enum."""
import math
from abc import ABC, abstractmethod
from enum import Enum, auto


class Color(Enum):
    RED = auto()
    GREEN = auto()

    def paint(self, thing):
        return f"{self.name.lower()} {thing}"


class Shape(ABC):
    registry = {}

    def __init_subclass__(cls, **kwargs):
        super().__init_subclass__(**kwargs)
        Shape.registry[cls.__name__] = cls

    def __init__(self, color=Color.RED):
        self.color = color

    @abstractmethod
    def area(self):
        """In square units."""

    @abstractmethod
    def perimeter(self): ...

    def __lt__(self, other):
        return self.area() < other.area()

    def __str__(self):
        return f"{self.color.paint(type(self).__name__)} of area {self.area():.2f}"


class Circle(Shape):
    def __init__(self, radius, **kwargs):
        super().__init__(**kwargs)
        self.radius = radius

    def area(self):
        return math.pi * self.radius ** 2

    def perimeter(self):
        return 2 * math.pi * self.radius


class Rectangle(Shape):
    def __init__(self, width, height, **kwargs):
        super().__init__(**kwargs)
        self.width, self.height = width, height

    def area(self):
        return self.width * self.height

    def perimeter(self):
        return 2 * (self.width + self.height)


class Square(Rectangle):
    def __init__(self, side, **kwargs):
        super().__init__(side, side, **kwargs)


class Partial(Shape):
    def area(self):
        return 0


shapes = [Circle(1.5), Rectangle(2, 4.5, color=Color.GREEN), Square(3)]
for shape in sorted(shapes):
    print(shape, f"perimeter {shape.perimeter():.3f}")
print(max(shapes).radius if isinstance(max(shapes), Circle) else max(shapes).color)
print(sorted(Shape.registry), [cls.__name__ for cls in Square.__mro__])
print(Color.RED, list(Color), Color["GREEN"].value, Color(1) is Color.RED)
Partial()
