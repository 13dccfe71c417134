class A:
    def who(self): return 'A'
class B:
    def who(self): return 'B'
a = A()
a.v = 1
a.__class__ = B
print(a.who(), a.v, type(a) is B)
for other in (int, 3):
    try:
        a.__class__ = other
    except TypeError as e:
        print(e)
