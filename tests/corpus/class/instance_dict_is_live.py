class A: pass
a = A()
a.x = 1
d = a.__dict__
a.y = 2
d['z'] = 3
print(d, a.z)
a.__dict__ = {'q': 9}
print(a.q, hasattr(a, 'x'), d)
print(vars(a) is a.__dict__)
