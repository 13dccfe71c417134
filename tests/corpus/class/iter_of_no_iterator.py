class A:
    def __iter__(self): return 5

class B:
    __iter__ = None

for x in (A(), B()):
    try:
        iter(x)
    except TypeError as e:
        print(e)
