class A:
    def __init__(self, n): self.n = n
    def __len__(self): return self.n

for n in (-1, 'x', 2.5):
    try:
        len(A(n))
    except (TypeError, ValueError) as e:
        print(type(e).__name__, e)
