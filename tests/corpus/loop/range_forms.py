print(list(range(4)), list(range(2, 5)), list(range(0, 10, 3)), list(range(5, 0, -2)))
print(list(range(0)), list(range(3, 3)), list(range(5, 2)), range(3), range(1, 5, 2))
print(len(range(0, 10, 3)), 4 in range(0, 10, 2), range(10)[3], range(10)[-1])
