class L:
    def __init__(self): self.log = []
    def __iadd__(self, o):
        self.log.append(o)
        return self
    def __sub__(self, o): return 'sub'

x = y = L()
x += 1
x += 2
print(x is y, x.log)
x -= 1
print(x)
