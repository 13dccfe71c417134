class A: pass
a, b = A(), A()
a.x = 1
a.y = 2
b.y = 1
b.x = 2
print(a.__dict__, b.__dict__)
del a.x
a.x = 3
print(a.__dict__)
