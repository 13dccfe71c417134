class N(int):
    def __add__(self, o): return N(int(self) + o)
    def double(self): return self * 2

n = N(5) + 1
n.tag = 'x'
print(n, type(n), n.double(), type(n * 2), n.tag, N('12'), hash(n) == hash(6))
