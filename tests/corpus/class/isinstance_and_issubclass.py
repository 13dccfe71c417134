class A: pass
class B(A): pass
b = B()
print(isinstance(b, A), isinstance(b, (int, A)), issubclass(B, A), issubclass(A, B), isinstance(B, type), type(b) is B)
