def make(n):
    class A:
        k = n
        def get(self): return n + self.k
    return A

print(make(2)().get(), make(5).k, make(1))
