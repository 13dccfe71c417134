class A:
    def __init__(self, n):
        self.n = n
    def __eq__(self, other):
        return isinstance(other, A) and self.n == other.n

print(A(1) == A(1), A(1) != A(1), A(1) == 1, A.__hash__)
try:
    {A(1)}
except TypeError as e:
    print(e)

class B(A):
    def __hash__(self):
        return hash(self.n)

print(len({B(1), B(1), B(2)}))
