"""What the hooks of classes find counted: metaclasses, __set_name__, __init_subclass__, checks."""
from sys import getrefcount as count


class Meta(type):
    def __new__(meta, name, bases, namespace):
        print("new", count(namespace))
        return super().__new__(meta, name, bases, namespace)

    def __init__(cls, name, bases, namespace):
        print("init", count(cls), count(namespace))

    def __instancecheck__(cls, instance):
        print("instance", count(cls), count(instance))
        return True

    def __subclasscheck__(cls, derived):
        print("subclass", count(cls))
        return True


class Named:
    def __set_name__(self, owner, name):
        print("set_name", count(self), count(owner))

    def __get__(self, instance, owner):
        print("get", count(self), count(owner))


class Base(metaclass=Meta):
    field = Named()


Base.field
class Parent:
    def __init_subclass__(cls):
        print("init_subclass", count(cls))


class Child(Parent):
    pass


def make(name, bases, namespace, **keywords):
    print("make", count(namespace), count(keywords))


class Made(metaclass=make, key=[1]):
    pass


value = [1]
print(isinstance(value, Base), isinstance(value, (int, Base)), issubclass(list, Base), count(value))
print(count(Base), count(Child), count(Parent))
