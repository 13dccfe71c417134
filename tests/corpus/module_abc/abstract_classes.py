from abc import ABC, ABCMeta, abstractmethod


class Shape(ABC):
    @abstractmethod
    def area(self): ...

    @property
    @abstractmethod
    def name(self): ...

    @classmethod
    @abstractmethod
    def unit(cls): ...

    def describe(self):
        return f"{self.name}: {self.area()}"


class Half(Shape):
    def area(self):
        return 1


class Square(Half):
    name = "square"

    @classmethod
    def unit(cls):
        return cls()

    def __init__(self, side=2):
        self.side = side

    def area(self):
        return self.side ** 2


for cls in (Shape, Half, Square):
    try:
        print(cls().describe())
    except TypeError as error:
        print(error)
print(sorted(Shape.__abstractmethods__), sorted(Half.__abstractmethods__),
      Square.__abstractmethods__, type(Shape), Square.unit().side)


class Animal(metaclass=ABCMeta):
    @abstractmethod
    def speak(self):
        return "..."


@Animal.register
class Robot:
    pass


class Loud(Animal):
    def speak(self):
        return super().speak() + "!"


print(isinstance(Robot(), Animal), issubclass(Robot, Animal), issubclass(int, Animal),
      Animal in Robot.__mro__, Loud().speak())
Animal.register(int)
print(isinstance(3, Animal), isinstance(True, Animal), isinstance("", Animal))


class Sized(ABC):
    @classmethod
    def __subclasshook__(cls, other):
        return any("__len__" in base.__dict__ for base in other.__mro__) or NotImplemented


print(isinstance([], Sized), isinstance(3, Sized), issubclass(dict, Sized))
for bad in (lambda: Animal.register(3), lambda: Loud.register(Animal), lambda: Animal.speak()):
    try:
        bad()
    except (TypeError, RuntimeError) as error:
        print(type(error).__name__, error)
