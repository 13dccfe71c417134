class Single(type):
    def __call__(cls, *args):
        if not hasattr(cls, 'one'):
            cls.one = super().__call__(*args)
        return cls.one

class A(metaclass=Single):
    def __init__(self, n):
        self.n = n

print(A(1) is A(2), A(3).n)
