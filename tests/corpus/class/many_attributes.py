class A: pass
a, b = A(), A()
for i in range(50):
    setattr(a, f'n{i}', i)
    setattr(b, f'n{49 - i}', i)
print(a.n0, a.n49, b.n0, b.n49, len(a.__dict__), list(b.__dict__)[:3])
