"""A class that is registered with an abstract one is not kept alive by that."""
import abc
import gc
import weakref


class Shape(abc.ABC):
    pass


class Circle:
    pass


Shape.register(Circle)
circle = Circle()
print(isinstance(circle, Shape), issubclass(Circle, Shape), issubclass(int, Shape))
gone = weakref.ref(Circle)
del Circle, circle
gc.collect()
print(gone(), issubclass(int, Shape))
Shape.register(int)
print(issubclass(bool, Shape), issubclass(str, Shape))
