class A:
    def f(self):
        return 'A.f'

class B(A):
    def f(self):
        return 'B.f'

b = B()
print(super(B, b).f(), super(B, B).f(b))
try:
    super(B, 5)
except TypeError as e:
    print(e)
