"""Reference counts in situations with exceptions, as a program meets them."""
import sys

SITUATIONS = '''
# exception traceback holds frame holds local
def f(o):
    raise ValueError(o)
o = [1]
try:
    f(o)
except ValueError as e:
    p(o, e, e.args, e.__traceback__, e.__traceback__.tb_next, e.__traceback__.tb_next.tb_frame)
p(o)
# exception kept
def f(o):
    raise ValueError
o = [1]
try:
    f(o)
except ValueError as e:
    kept = e
p(o, kept, kept.__traceback__)
kept.__traceback__ = None
p(o, kept)
del kept
p(o)
# exception with_traceback
def f(o):
    raise ValueError
o = [1]
try: f(o)
except ValueError as e:
    tb = e.__traceback__
    n = KeyError().with_traceback(tb)
    p(tb, n, o)
del n, tb
p(o)
# exception context chain
o = object()
try:
    try:
        raise KeyError(o)
    except KeyError as a:
        raise ValueError(o)
except ValueError as b:
    p(o, b, b.__context__, b.__context__.args)
p(o)
# exception from
o = object()
c = KeyError(o)
try:
    raise ValueError from c
except ValueError as b:
    p(c, b, b.__cause__)
p(c)
# reraise
o = object()
e = ValueError(o)
try:
    try:
        raise e
    except ValueError:
        p(e)
        raise
except ValueError as x:
    p(e, x, e.__traceback__)
p(e, e.__traceback__)
# raise class with arg, finally
def f(o):
    try:
        raise TypeError(o)
    finally:
        p(o)
o = [0]
try: f(o)
except TypeError: p(o)
p(o)
# except in loop
o = [0]
for i in range(3):
    try: raise KeyError(o)
    except KeyError: pass
p(o)
# return in except
def f(o):
    try: raise KeyError(o)
    except KeyError as e: return e
o = [0]
r = f(o)
p(o, r, r.args, r.__traceback__, r.__traceback__.tb_frame)
# return in finally
def f(o):
    try: return o
    finally: p(o)
o = [0]
p(f(o)); p(o)
# return in finally discards
def f(o):
    try: raise ValueError(o)
    finally: return 1
o = [0]
f(o); p(o)
# with exception
class C:
    def __enter__(self): return self
    def __exit__(self, t, v, tb): p(self, v, tb); return True
o = [0]
with C() as c:
    raise ValueError(o)
p(c, o)
# exceptions args
o = [0]
e = Exception(o, o); p(o, e, e.args); e.args = (); p(o)
# stopiteration
o = [0]
e = StopIteration(o); p(o, e.value)
# keyerror from dict
k = (1, [])
k = frozenset([1])
try: {}[k]
except KeyError as e: p(k, e.args[0])
p(k)
# attribute error
class A: pass
a = A()
try: a.x
except AttributeError as e: p(a, e.obj)
p(a)
# name error
try: qqq
except NameError as e: p(e)
# index error
l = []
try: l[5]
except IndexError as e: p(l, e)
p(l)
# type error in call
def f(a): pass
o = [0]
try: f(o, o)
except TypeError: p(o)
p(o)
# failing binary
o = [0]
try: o + 1
except TypeError: p(o)
p(o)
# failing unpack
o = [0]
try: a, b = [o]
except ValueError: p(o)
p(o)
# assert
o = [0]
assert o, p(o)
try: assert not o, o
except AssertionError as e: p(o, e.args)
# gen close finally
def g(o):
    try: yield
    finally: p(o)
i = g([0]); next(i); del i
# traceback frames
def f(): g()
def g(): 1/0
try: f()
except Exception as e: t = e.__traceback__
p(t, t.tb_next, t.tb_next.tb_next, t.tb_frame, t.tb_next.tb_frame)
# try else finally
o = [0]
try: x = o
except: pass
else: p(o)
finally: p(o)
# nested try
o = [0]
try:
    try: raise ValueError(o)
    finally: p(o)
except ValueError as e: p(o, e)
p(o)
# raise same twice
o = [0]
e = ValueError(o)
for i in range(2):
    try: raise e
    except ValueError: p(o, e)
p(e, e.__traceback__)
# except tuple
o = [0]
try: raise ValueError(o)
except (KeyError, ValueError): p(o)
p(o)
# exception in gen
def g(o):
    yield 1
    raise ValueError(o)
o = [0]
try:
    for x in g(o): p(o)
except ValueError as e: p(o, e)
p(o)
# exception in comp
o = [0]
try: [1/0 for x in [o]]
except ZeroDivisionError: p(o)
p(o)
'''


def p(*values):
    """Prints the counts; each includes the tuple, its item's place on the stack and so on."""
    counts, index = [], 0
    while index < len(values):
        counts.append(sys.getrefcount(values[index]))
        index += 1
    print(*counts)


for part in SITUATIONS.split("# ")[1:]:
    name, _, body = part.partition("\n")
    print("#", name)
    exec(compile(body, name, "exec"), {"__name__": "situation", "sys": sys, "p": p})
