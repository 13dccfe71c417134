class A:
    @classmethod
    def make(cls, *a):
        return cls.__name__, a

class B(A): pass
print(A.make(1), B.make(2), B().make(3))
