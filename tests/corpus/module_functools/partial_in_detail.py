# partial and partialmethod: what they hold, their texts, copies, nesting, binding.
import copy
from functools import partial, partialmethod


def show(*args, **keywords):
    return args, keywords


first = partial(show, 1, a=2)
second = partial(first, 3, b=4)
print(second.func is show, second.args, second.keywords, second(5, a=6))
first.note = "kept"
print(partial(first).func is first, vars(first), vars(second))
for name in ("func", "args", "keywords"):
    try:
        setattr(first, name, None)
    except AttributeError:
        print(name, "cannot be set")
twin, deep = copy.copy(first), copy.deepcopy(partial(show, [1]))
print(twin(9), twin.note, twin.keywords is first.keywords, deep.args, partial[int])
loop = partial(show, [])
loop.args[0].append(loop)
print(repr(loop).partition(" at ")[2].partition(",")[2])


class Named(partial):
    pass


print(repr(Named(len, 1, key=2)), repr(partial(len)))
for wrong in (lambda: partial(), lambda: partial(3), lambda: partialmethod(3),
              lambda: first.__setstate__((1, 2, 3))):
    try:
        wrong()
    except TypeError as error:
        print(error)


class Methods:
    def both(self, *args, **keywords):
        return type(self).__name__, args, keywords

    plain = partialmethod(both, 1, x=2)
    nested = partialmethod(plain, 3)
    of_class = partialmethod(classmethod(lambda cls, *args: (cls.__name__, args)), 4)
    of_static = partialmethod(staticmethod(lambda *args: args), 5)
    over_partial = partialmethod(partial(show, 6), 7)


methods = Methods()
print(methods.plain(9), methods.nested(9), methods.of_class(9), methods.of_static(9))
print(Methods.plain(methods, 8), Methods.of_class(8), methods.over_partial()[0][0] == 6)
print(methods.of_class.__self__ is Methods)
print(repr(partialmethod(len, 3, b=4)))
