print(True + True, True * 5, False - 1, True == 1, False == 0, 1 < True + 1)
print(isinstance(True, int), type(True), [10, 20][True])
