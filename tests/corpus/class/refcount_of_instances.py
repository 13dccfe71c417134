import sys
class A:
    def f(self): return sys.getrefcount(self)

a = A()
b = [a, a]
m = a.f
print(sys.getrefcount(a), sys.getrefcount(m), a.f(), A().f())
