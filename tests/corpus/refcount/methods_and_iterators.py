import sys

count = sys.getrefcount
x = [1, 2, 3]
m = x.append
print("bound method", count(x), count(m))
m(4)
print("called", count(x), count(m))
n = x.append
print("two", count(x), count(m), count(n))
del m, n
print("none", count(x))
print("direct call", x.index(1), count(x))
i = iter(x)
print("iterator", count(x), count(i))
j = iter(i)
print("iterator of iterator", count(x), count(i), i is j)
del j
next(i)
print("advanced", count(x))
print("rest", list(i), count(x))
print("exhausted", next(i, None), count(x))
del i
r = reversed(x)
print("reversed", count(x), count(r))
print("exhausted", list(r), count(x))
e = enumerate(x)
print("enumerate", count(x), count(e))
print("exhausted", len(list(e)), count(x))
del e
print("gone", count(x))
z = zip(x, x, x)
print("zip", count(x), count(z))
p = next(z)
print("zip's pair", count(p), count(x))
del z, p
print("gone", count(x))
y = [x, x]
print("items", count(x))
for v in y:
    print("loop", count(v), count(y))
print("after the loop", count(x), count(y))
del v
k = iter(y)
v = next(k)
print("next", count(v), count(k))
del k, v
t = (x, x)
k = iter(t)
v = next(k)
print("tuple iterator", count(x), count(t))
del k, v, t
d = {"a": x}
k = iter(d)
print("dict iterator", count(d), count(k))
v = d.values()
print("view", count(d), count(v))
w = iter(v)
print("view's iterator", count(d), count(v), next(w) is x)
del k, v, w
print("gone", count(d))
for key, value in d.items():
    print("items", count(key) > 2, count(value), count(d))
del key, value
s = {(1, len(x))}
k = iter(s)
print("set iterator", count(s), count(next(k)))
del k
u = map(len, y)
print("map", count(y), next(u), count(y))
del u
u = filter(None, y)
print("filter", count(y), next(u) is x, count(y))
del u
g = range(len(x), 10 ** 6)
k = iter(g)
print("range", count(g), count(k), count(next(k)) > 1)
del g, k
c = [count(v) for v in y]
print("comprehension", c, [count(y) for v in y], [[count(v) for v in y] for v in y])
print("set comprehension", {count(v) for v in y}, {count(v): count(y) for v in y})
print("conditions", [count(v) for v in y if count(v) > 1], [count(v) for v in y for w in y])
a, b = y
print("unpacked", count(x), count(y))
[a, b] = [b, a]
print("swapped", count(x))
a, *b = y
print("starred", count(x), count(b))
(a, b), c = (x, x), x
print("nested", count(x))
a = b = c = None
print("end", count(x), count(y))
