import weakref


class Node:
    def __init__(self, name):
        self.name = name

    def __repr__(self):
        return f"Node({self.name!r})"

    def hello(self):
        return "hello " + self.name


values = weakref.WeakValueDictionary()
a, b = Node("a"), Node("b")
values["a"], values["b"] = a, b
values["gone"] = Node("gone")
print(len(values), sorted(values), values["a"], "gone" in values, values.get("gone", 0))
del a
print(list(values.items()), values.pop("b"), len(values))
keys = weakref.WeakKeyDictionary()
keys[b] = 1
c = Node("c")
keys[c] = 2
print(len(keys), keys[b], c in keys, sorted(keys.values()), 3 in keys)
del c
print(list(keys.items()), keys.get(b), keys.setdefault(b, 9))
group = weakref.WeakSet([b])
d = Node("d")
group.add(d)
print(len(group), d in group)
del d
print(list(group), len(group), Node("x") in group)
method = weakref.WeakMethod(b.hello)
print(method()())
end = weakref.finalize(b, print, "b has gone", 1, sep=": ")
print(end.alive, end.peek()[2:])
del b
print(end.alive, method(), list(group), len(keys), end())
e = Node("e")
early = weakref.finalize(e, lambda: "called")
print(early(), early(), early.alive)
late = weakref.finalize(e, print, "never")
print(late.detach()[2:], late.alive)
print(weakref.ref, weakref.ProxyType, weakref.getweakrefcount(e))
try:
    values["missing"]
except KeyError as error:
    print("KeyError", error)
