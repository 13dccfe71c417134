class Base:
    found = []
    def __init_subclass__(cls, tag=None, **kw):
        super().__init_subclass__(**kw)
        cls.found.append((cls.__name__, tag))

class A(Base): pass
class B(A, tag='t'): pass
print(Base.found)
try:
    class C(Base, other=1): pass
except TypeError as e:
    print(e)
