import weakref
s = set()
print(weakref.ref(s) is weakref.ref(s), weakref.ref(s, None) is weakref.ref(s))
r = weakref.ref(s)
print(weakref.ref(s, print) is r, weakref.getweakrefcount(s))
q = weakref.ref(s, lambda r: None)
p = weakref.proxy(s)
print(weakref.getweakrefcount(s))
print([r is x for x in weakref.getweakrefs(s)], [q is x for x in weakref.getweakrefs(s)])
