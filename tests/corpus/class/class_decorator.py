def mark(cls):
    cls.marked = True
    return cls

@mark
class A: pass
print(A.marked)
