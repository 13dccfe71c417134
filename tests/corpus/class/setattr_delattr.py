class A:
    def __setattr__(self, name, value):
        print('set', name, value)
        super().__setattr__(name, value)
    def __delattr__(self, name):
        print('del', name)
        object.__delattr__(self, name)

a = A()
a.x = 1
del a.x
print(hasattr(a, 'x'))
