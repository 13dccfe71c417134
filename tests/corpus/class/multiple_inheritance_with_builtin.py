class Loud:
    def append(self, x):
        print('append', x)
        super().append(x)
class L(Loud, list): pass
l = L()
l.append(1)
print(l, L.__base__, [c.__name__ for c in L.__mro__])
