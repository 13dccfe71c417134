class A:
    def __init__(self, n): self.n = n
    def __del__(self): print('del', self.n)

a = A(1)
a = A(2)
del a
def f():
    b = A(3)
    print('in f')
f()
print('end')
