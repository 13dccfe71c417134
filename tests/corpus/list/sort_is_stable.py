pairs = [("b", 1), ("a", 1), ("c", 0), ("d", 1)]
pairs.sort(key=lambda pair: pair[1])
print(pairs)
