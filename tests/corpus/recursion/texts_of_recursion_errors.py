"""What RecursionError says tells what was recursing: special methods, reprs, comparisons, calls."""
import sys

sys.setrecursionlimit(200)

def t(name, f):
    try:
        f()
        print(name, "fine")
    except RecursionError as e:
        print(name, "|", e)
    except Exception as e:
        print(name, type(e).__name__, e)
def mk(name, body):
    ns = {}
    exec(f"class X:\n def {name}(self, *a):\n  {body}", ns)
    return ns["X"]
for n, b, call in [
  ("__repr__", "return repr(self)", repr),
    ("__str__", "return str(self)", str),
    ("__len__", "return len(self)", len),
    ("__hash__", "return hash(self)", hash),
  ("__eq__", "return self == a[0]", lambda x: x == x.__class__()),
    ("__lt__", "return self < a[0]", lambda x: x < x),
    ("__add__", "return self + 1", lambda x: x + 1),
    ("__radd__", "return 1 + self", lambda x: 1 + x),
  ("__getitem__", "return self[0]", lambda x: x[0]),
    ("__setitem__", "self[0] = 1", lambda x: x.__setitem__(0, 1)),
    ("__delitem__", "del self[0]", lambda x: x.__delitem__(0)),
    ("__contains__", "return 1 in self", lambda x: 1 in x),
  ("__getattr__", "return self.foo", lambda x: x.foo),
    ("__getattribute__", "return self.foo", lambda x: x.foo),
    ("__setattr__", "self.foo = 1", lambda x: setattr(x, "foo", 1)),
    ("__delattr__", "del self.foo", lambda x: delattr(x, "foo")),
  ("__call__", "return self()", lambda x: x()),
    ("__iter__", "return iter(self)", iter),
    ("__next__", "return next(self)", next),
    ("__bool__", "return bool(self)", bool),
    ("__int__", "return int(self)", int),
    ("__index__", "return hex(self)", hex),
    ("__float__", "return float(self)", float),
  ("__format__", "return format(self)", format),
    ("__enter__", "self.__enter__()", lambda x: x.__enter__()),
    ("__bytes__", "return bytes(self)", bytes),
    ("__dir__", "return dir(self)", dir),
    ("__reversed__", "return reversed(self)", reversed),
    ("__neg__", "return -self", lambda x: -x),
    ("__round__", "return round(self)", round),
    ("__length_hint__", "return list(self)", list),
    ("__getattr__", "return getattr(self, 'a')", lambda x: x.a),
    ("__init__", "self.__class__()", lambda x: 0),
    ("__iadd__", "self += 1", lambda x: x.__iadd__(1)),
    ("__mul__", "return self * self", lambda x: x*x),
    ("__matmul__", "return self @ self", lambda x: x@x),
    ("__pow__", "return self ** self", lambda x: x ** 2),
    ("__divmod__", "return divmod(self, 1)", lambda x: divmod(x, 1)),
    ("__abs__", "return abs(self)", abs),
    ("__fspath__", "return open(self)", open),
    ("__missing__", "return self[1]", lambda x: x[1])]:
    try:
        X = mk(n, b)
        t(n, lambda: call(X()))
    except RecursionError as e: print(n, "||", e)
class M(type):
    def __instancecheck__(c, x): return isinstance(x, c)
    def __subclasscheck__(c, x): return issubclass(x, c)
    def __call__(c): return c()
class Y(metaclass=M): pass
t("inst", lambda: isinstance(1, Y))
t("subc", lambda: issubclass(int, Y))
t("mcall", lambda: Y())
a = []
for i in range(1000): a = [a]
t("repr list", lambda: repr(a))
t("str list", lambda: str(a))
b = []
for i in range(1000): b = [b]
t("eq list", lambda: a == b)
t("lt list", lambda: a < b)
a = ()
for i in range(1000): a = (a,)
b = ()
for i in range(1000): b = (b,)
t("repr tuple", lambda: repr(a))
t("hash tuple", lambda: hash(a))
t("eq tuple", lambda: a == b)
t("lt tuple", lambda: a < b)
a = {}
for i in range(1000): a = {1: a}
b = {}
for i in range(1000): b = {1: b}
t("repr dict", lambda: repr(a))
t("eq dict", lambda: a == b)
t("%", lambda: "%s" % a)
t("f", lambda: f"{a}")
t("format", lambda: "{}".format(a))
t("print", lambda: print(a))
t("ascii", lambda: ascii(a))
t("reprvals", lambda: repr(a.values()))
a = ()
for i in range(1000): a = (a,)
t("isinstance nested", lambda: isinstance(1, a))
t("issubclass nested", lambda: issubclass(int, a))
t("sort key", lambda: (lambda f: f(f))(lambda f: sorted([1,2], key=lambda x: f(f))))
t("map", lambda: (lambda f: f(f))(lambda f: list(map(lambda x: f(f), [1]))))
t("max", lambda: (lambda f: f(f))(lambda f: max([1, 2], key=lambda x: f(f))))
def g(): yield from g()
t("gen", lambda: list(g()))
def g2():
    for x in g2(): yield x
t("gen2", lambda: list(g2()))
a = iter([])
for i in range(50): a = map(None, a)
for i in range(1000): a = filter(None, a)
t("filter", lambda: list(a))
