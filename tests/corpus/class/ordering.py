class V:
    def __init__(self, n):
        self.n = n
    def __lt__(self, other):
        return self.n < other.n
    def __repr__(self):
        return f'V{self.n}'

print(sorted([V(3), V(1), V(2)]), V(1) > V(0), max(V(1), V(5)))
try:
    V(1) <= V(2)
except TypeError as e:
    print(e)
