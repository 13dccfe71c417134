class A:
    __slots__ = 'x'

class B(A):
    __slots__ = ['y', '__dict__']

class C(A): pass

b = B()
b.x, b.y, b.z = 1, 2, 3
print(b.x, b.y, b.__dict__)
c = C()
c.x = 1
c.w = 2
print(c.__dict__)
