import sys

count = sys.getrefcount

class Thing:
    def __repr__(self): print("repr", count(self)); return "a thing"
    def __str__(self): print("str", count(self)); return "thing"
    def __format__(self, spec): print("format", count(self)); return spec
    def __int__(self): print("int", count(self)); return 7
    def __index__(self): print("index", count(self)); return 1
    def __float__(self): print("float", count(self)); return 1.5
    def __abs__(self): print("abs", count(self)); return 2
    def __round__(self, digits=None): print("round", count(self)); return 3
    def __bytes__(self): print("bytes", count(self)); return b"b"
    def __dir__(self): print("dir", count(self)); return []
    def __hash__(self): print("hash", count(self)); return 1
    def __eq__(self, other): print("eq", count(self), count(other)); return True
    def __getattr__(self, name): print("getattr", count(self)); return 4
    def __iter__(self): print("iter", count(self)); self.left = 4; return self
    def __next__(self):
        print("next", count(self))
        self.left -= 1
        if self.left < 0:
            raise StopIteration
        return self.left

class Watched:
    def __setattr__(self, name, value):
        print("setattr", count(self), count(value))
        super().__setattr__(name, value)
        object.__setattr__(self, name, value)
    @property
    def own(self): print("own", count(self))
    @own.setter
    def own(self, value): print("own is set", count(self), count(value))

class Descriptor:
    def __get__(self, instance, owner): print("get", count(self), count(instance)); return 1
    def __set__(self, instance, value): print("set", count(self), count(instance), count(value))

class Described:
    it = Descriptor()

def texts(a, b):
    str(a), repr(a), format(a, "x"), f"{a}", f"{a:>3}", f"{a!s}"
    template = "%s %r %d %x"
    template % (a, b, a, b)
    "%(k)s" % {"k": a}
    "{} {!r} {:x}".format(a, b, a)
    print(a, b)

def numbers(a, b):
    int(a), float(a), abs(a), round(a), bytes(a), range(a), [1, 2][a], "ab"[a:b], dir(a)

def members(a, b):
    {a: b}, {a, b}, {a}.union([b]), {a: 1}[b], {a: 1}.get(b), {x: x for x in (a, b)}
    d = {}
    d[a] = b
    d[b] = a
    d.setdefault(a, b)
    (a, 1) == (b, 1), [a] == [b], a in [b], a in (b,)

def attributes(a, b):
    a.anything, getattr(a, "other"), hasattr(a, "x")
    w = Watched()
    w.own = b
    w.own
    Watched.own.__get__(w)
    d = Described()
    d.it = b
    d.it
    Watched.own.__set__(w, b)

def unpacked(a, b):
    x, *y = a
    *x, y = a
    print(x, y)
    try:
        p, q, r, s, *y, t = a
    except ValueError as error:
        print(error)
    try:
        p, q, r, s, t, *y = a
    except ValueError as error:
        print(error)

for function in texts, numbers, members, attributes, unpacked:
    print(function.__name__)
    function(Thing(), Thing())
