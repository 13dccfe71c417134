class A:
    def f(self, *args, **kw):
        return args, kw

a = A()
print(a.f(1, 2, k=3), A.f(a, 4))
