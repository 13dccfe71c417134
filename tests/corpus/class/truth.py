class A:
    def __bool__(self): return False
class B:
    def __len__(self): return 0
class C:
    def __bool__(self): return 1
print(bool(A()), bool(B()), not A())
try:
    bool(C())
except TypeError as e:
    print(e)
