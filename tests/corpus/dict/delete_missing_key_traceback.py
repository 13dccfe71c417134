d = {}
del d[(1, 2)]
