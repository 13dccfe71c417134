class A:
    def __getattribute__(self, name):
        if name == 'secret':
            raise AttributeError(name)
        return object.__getattribute__(self, name)
    def __getattr__(self, name):
        return 'fallback'

a = A()
a.x = 5
print(a.x, a.secret)
