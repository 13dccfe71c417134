"""Modules that a program makes: annotations, __dir__ (PEP 562), how they are shown."""
import types

module = types.ModuleType("made")
print(module.__annotations__, module.__annotations__ is module.__annotations__)
module.__annotations__ = {"x": int}
print(module.__annotations__, "__annotations__" in vars(module))
del module.__annotations__
print("__annotations__" in vars(module))
try:
    del module.__annotations__
except AttributeError as error:
    print(error)

print([name for name in dir(module) if not name.startswith("__")])
module.x, module.b, module.a = 1, 2, 3
print([name for name in dir(module) if not name.startswith("__")])
module.__dir__ = lambda: ["second", "first"]
print(dir(module), module.__dir__())
for wrong in 5, lambda: 5, lambda x: x:
    module.__dir__ = wrong
    try:
        print(dir(module))
    except TypeError as error:
        print(error)

print(module)
module.__loader__ = "a loader"
print(module)
module.__file__ = "/file.py"
print(module)
del module.__name__
print(module)
del module.__file__
print(module)
nameless = types.ModuleType.__new__(types.ModuleType)
print(nameless, vars(nameless))


class Kept(types.ModuleType):
    def __dir__(self):
        return ["z", "y"]


print(dir(Kept("kept")))
