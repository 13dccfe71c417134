class V:
    def __init__(self, n): self.n = n
    def __add__(self, o): return ('add', self.n, o)
    def __radd__(self, o): return ('radd', self.n, o)
    def __sub__(self, o): return NotImplemented
    def __neg__(self): return 'neg'
    def __pow__(self, o): return 'pow'
    def __matmul__(self, o): return 'matmul'

v = V(1)
print(v + 2, 2 + v, -v, v ** 2, v @ v)
for code in ('v - 1', '1 - v', '~v', 'v * 2'):
    try:
        eval(code)
    except TypeError as e:
        print(e)
