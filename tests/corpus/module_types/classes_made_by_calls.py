import types


def fill(namespace):
    namespace["answer"] = lambda self: 42


C = types.new_class("C", (list,), {}, fill)
print(C.__name__, C.__mro__, C().answer(), C([1, 2]))


class Meta(type):
    @classmethod
    def __prepare__(metaclass, name, bases, **keywords):
        print("prepare", name, bases, keywords)
        return {}

    def __new__(metaclass, name, bases, namespace, **keywords):
        print("new", name, sorted(namespace), keywords)
        return super().__new__(metaclass, name, bases, namespace)


D = types.new_class("D", (), {"metaclass": Meta, "option": 1}, fill)
print(type(D), D().answer())
E = types.new_class("E", (D,))
print(type(E))
print(types.prepare_class("F", (), {"metaclass": Meta, "x": 1}))


class Other(type):
    pass


try:
    types.new_class("G", (D,), {"metaclass": Other})
except TypeError as error:
    print(error)


class Alias:
    def __mro_entries__(self, bases):
        return (dict,)


print(types.resolve_bases((Alias(), int)), types.new_class("H", (Alias(),)).__mro__[1])


class Routed:
    @types.DynamicClassAttribute
    def name(self):
        return "of the instance"


print(Routed().name)
