class A: pass
class B(A): pass
b = B()
A.f = lambda self: 'f'
print(b.f())
A.__len__ = lambda self: 4
print(len(b))
del A.__len__
try:
    len(b)
except TypeError as e:
    print(e)
