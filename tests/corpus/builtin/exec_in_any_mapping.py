from collections import ChainMap


class Watched:
    def __init__(self, **names):
        self.names = names

    def __getitem__(self, name):
        print("get", name)
        return self.names[name]

    def __setitem__(self, name, value):
        print("set", name, value)
        self.names[name] = value

    def __delitem__(self, name):
        print("del", name)
        del self.names[name]


watched = Watched(x=5)
exec("""
y = x + 1
z = y
del y
try:
    del missing
except NameError as e:
    print(e)
try:
    missing
except NameError as e:
    print(e)
noted: int = 3
""", {}, Watched(x=5))
exec("y = x + 1\nprint(locals() is not None)", {}, watched)
print(eval("x * 2", {}, watched), sorted(watched.names))
print(eval("a + b", {}, ChainMap({"a": 1}, {"a": 5, "b": 2})))


class Upper(dict):
    def __missing__(self, name):
        return name.upper()


print(eval("some + thing", {}, Upper(some="1")))
for bad in 5, None, [1]:
    try:
        exec("print('run')", {}, bad)
    except TypeError as e:
        print(e)
