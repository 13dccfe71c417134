class C:
    def __init__(self): self.d = {}
    def __len__(self): return len(self.d)
    def __getitem__(self, k): return self.d[k]
    def __setitem__(self, k, v): self.d[k] = v
    def __delitem__(self, k): del self.d[k]
    def __contains__(self, k): return k in self.d

c = C()
c['a'] = 1
c['b'] = 2
del c['a']
print(len(c), c['b'], 'a' in c, 'b' in c, bool(c), bool(C()))
