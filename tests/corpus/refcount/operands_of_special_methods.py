import sys

count = sys.getrefcount

class Thing:
    def __add__(self, other): print("add", count(self), count(other)); return self
    def __radd__(self, other): print("radd", count(self)); return self
    def __iadd__(self, other): print("iadd", count(self), count(other)); return self
    def __matmul__(self, other): print("matmul", count(self), count(other)); return self
    def __neg__(self): print("neg", count(self)); return self
    def __eq__(self, other): print("eq", count(self), count(other)); return True
    def __lt__(self, other): print("lt", count(self), count(other)); return True
    def __gt__(self, other): print("gt", count(self), count(other)); return True
    def __contains__(self, other): print("contains", count(self), count(other)); return True
    def __bool__(self): print("bool", count(self)); return True
    def __len__(self): print("len", count(self)); return 1
    def __iter__(self): print("iter", count(self)); return iter("x")
    def __getitem__(self, key): print("getitem", count(self), count(key)); return self
    def __setitem__(self, key, value): print("setitem", count(self), count(key), count(value))
    def __delitem__(self, key): print("delitem", count(self), count(key))
    def __setattr__(self, name, value): print("setattr", count(self), count(value))
    def __delattr__(self, name): print("delattr", count(self))
    def __enter__(self): print("enter", count(self)); return self
    def __exit__(self, *details): print("exit", count(self)); return True
    def __call__(self, *arguments): print("call", count(self), [count(x) for x in arguments])
    def __repr__(self): print("repr", count(self)); return "a thing"
    @property
    def own(self): print("own", count(self)); return self
    @own.deleter
    def own(self): print("own is deleted", count(self))

def operators(a, b):
    a + b, 1 + a, a @ b, -a
    a == b, a < b, a > b, b in a, not a
    Thing() + a, a + Thing(), Thing() == Thing()
    c = a
    c += b

def conditions(a, b):
    if a: print("if a")
    if a == b: print("if a == b")
    if a < b and b in a: print("and")
    while a: break
    assert a
    return a and b or a

def items(a, b):
    a[b]
    a[b] = b
    del a[b]
    a[b][a]
    a[b] += b

def attributes(a, b):
    a.own
    a.name = b
    del a.name
    a.own.own

def statements(a, b):
    for x in a: print(x)
    [x for x in a], [*a], {*a}
    x, = a
    with a: print("with", count(a))
    with a as x: raise ValueError
    f"{a!r}", len(a)
    a(b), a(b, b)

for function in operators, conditions, items, attributes, statements:
    print(function.__name__)
    function(Thing(), Thing())

print("module")
a, b = Thing(), Thing()
a + b, a == b, a[b], -a, a.own
a[b] = b
print(count(a), count(b))
