class A:
    def f(self):
        pass

a = A()
print(a.f == a.f, a.f is a.f, a.f.__self__ is a, a.f.__func__ is A.f, a.f.__name__)
