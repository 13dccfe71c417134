# SimpleNamespace that holds itself; DynamicClassAttribute's docs and abstractness.
import abc
from types import ClassMethodDescriptorType, DynamicClassAttribute, SimpleNamespace

space = SimpleNamespace(x=1)
space.me = space
print(space)
print(isinstance(vars(dict)["fromkeys"], ClassMethodDescriptorType))


class Abstract(metaclass=abc.ABCMeta):
    @DynamicClassAttribute
    @abc.abstractmethod
    def size(self):
        "how large"


class Concrete(Abstract):
    @DynamicClassAttribute
    def size(self):
        "five"
        return 5

    @size.setter
    def size(self, value):
        print("set to", value)


try:
    Abstract()
except TypeError as error:
    print(error)
thing = Concrete()
thing.size = 3
print(thing.size, Concrete.__dict__["size"].__doc__, Abstract.size.__isabstractmethod__)
