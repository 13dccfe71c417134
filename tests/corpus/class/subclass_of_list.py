class L(list):
    def __init__(self, *items):
        super().__init__(items)
    def last(self): return self[-1]

l = L(1, 2, 3)
l.append(4)
l.name = 'l'
print(l, l.last(), len(l), l == [1, 2, 3, 4], type(l[:2]), l.name)
