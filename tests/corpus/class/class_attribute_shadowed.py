class A:
    n = 0
    def up(self):
        self.n += 1

a, b = A(), A()
a.up()
a.up()
print(a.n, b.n, A.n, a.__dict__, b.__dict__)
A.n = 10
print(b.n)
