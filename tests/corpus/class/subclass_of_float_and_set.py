class F(float): pass
class S(set): pass
f = F('1.5')
f.x = 1
print(f + 1, type(f), type(f + f), S([1]) | {2}, type(S()), f.x)
