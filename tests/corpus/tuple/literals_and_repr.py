print((), (1,), (1, 2), 1, (1), ((1,), ()), tuple(), tuple([1, 2]), tuple("ab"))
t = 1, 2, 3
print(t, len(t))
