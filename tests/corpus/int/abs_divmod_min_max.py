print(abs(-5), abs(5), divmod(17, 5), divmod(-17, 5), divmod(17, -5))
print(min(3, 1, 2), max(3, 1, 2), min([5, 4]), max("b", "a"), sum([1, 2, 3]), sum([1], 10))
