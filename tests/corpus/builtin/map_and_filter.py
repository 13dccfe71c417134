print(list(map(lambda x: x * 2, [1, 2])), list(filter(None, [0, 1, "", "a"])))
print(list(map(lambda a, b: a + b, [1, 2, 3], [10, 20])), list(filter(lambda x: x > 1, [1, 2])))
