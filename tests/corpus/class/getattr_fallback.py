class A:
    x = 1
    def __getattr__(self, name):
        return 'no ' + name

a = A()
print(a.x, a.y)
