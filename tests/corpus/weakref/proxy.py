import weakref
s = {1, 2}
p = weakref.proxy(s)
print(len(p), 1 in p, sorted(p), p | {3}, {0} | p, p == {1, 2}, str(p), bool(p))
p.add(4)
print(s, isinstance(p, set), type(p).__name__)
try:
    hash(p)
except TypeError as error:
    print(error)
del s
for use in (len, str, bool, list, lambda x: x.add, lambda x: x == 1):
    try:
        use(p)
    except ReferenceError as error:
        print(error)
