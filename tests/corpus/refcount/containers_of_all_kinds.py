import sys

count = sys.getrefcount
x = ("some", "tuple", len(sys.argv))

a = [x]
print("list", count(x))
a.append(x)
print("append", count(x))
a.insert(0, x)
print("insert", count(x))
a.extend([x, x])
print("extend", count(x))
a += (x,)
print("+=", count(x))
a[0] = None
print("item", count(x))
a.remove(x)
print("remove", count(x))
last = a.pop()
print("pop", count(x))
del last
print("del", count(x))
a.reverse()
print("reverse", count(x))
a *= 2
print("*=", count(x))
b = a + a
print("+", count(x))
c = a.copy()
print("copy", count(x))
print("index", a.index(x), a.count(x), count(x))
print("in", x in a, count(x))
print("compare", a == c, count(x))
del a[::2]
print("del slice", count(x))
a[:] = []
print("clear", count(x))
del b, c
print("gone", count(x))
d = {"k": x}
print("dict value", count(x))
d[x] = x
print("dict key and value", count(x))
d[x] = 1
print("dict key", count(x))
print("get", d.get("k") is x, count(x))
print("setdefault", d.setdefault("new", x) is x, count(x))
print("setdefault again", d.setdefault("new", []) is x, count(x))
d.update(other=x)
print("update", count(x))
e = dict(d)
print("dict()", count(x))
f = d | {"more": x}
print("|", count(x))
g = {**d}
print("**", count(x))
print("pop", d.pop("k") is x, count(x))
print("popitem", d.popitem()[0], count(x))
del d[x]
print("del", count(x))
d.clear()
print("clear", count(x))
del e, f, g
print("gone", count(x))
h = dict.fromkeys(range(5), x)
print("fromkeys", count(x))
i = list(h.values())
print("values", count(x))
j = list(h.items())
print("items", count(x))
j.clear()
print("items gone", count(x))
del h, i
s = {x}
print("set", count(x))
s.add(x)
print("set again", count(x))
t = s.copy()
u = frozenset(s)
print("copies", count(x))
w = s | t | u
print("union", count(x))
print("pop", s.pop() is x, count(x))
t.discard(x)
print("discard", count(x))
del u, w
print("gone", count(x))
y = (x, x)
print("tuple", count(x))
z = y + y
print("tuple +", count(x))
k = y * 3
print("tuple *", count(x))
m = y[:1]
print("tuple slice", count(x))
n = y[:]
print("tuple whole slice", count(x), count(y), n is y)
o = tuple(y)
print("tuple of tuple", count(x), count(y), o is y)
del y, z, k, m, n, o
print("gone", count(x))
p = [[x] * 3 for _ in range(3)]
print("nested", count(x))
q = p[:]
print("shallow copy", count(x), count(p[0]))
del p, q
r = sorted([x, x])
print("sorted", count(x))
r.sort(key=lambda item: item)
print("sort with key", count(x))
r = list(reversed(r))
print("reversed", count(x))
r = max(r)
print("max", count(x), r is x)
r = slice(x, x, x)
print("slice", count(x), count(r))
r = None
print("end", count(x))
