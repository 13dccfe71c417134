_ = 1
__x = 2
größe = 3
x1y2 = 4
print(_, __x, größe, x1y2)
