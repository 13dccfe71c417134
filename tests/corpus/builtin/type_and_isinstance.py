print(type(1), type("a"), type([]), type(print), type(type), type(1) is int)
print(isinstance(1, int), isinstance(1, (str, int)), isinstance("a", int), isinstance(True, int))
