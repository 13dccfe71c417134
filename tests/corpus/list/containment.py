print(2 in [1, 2], 3 not in [1, 2], [1] in [[1]], None in [], 1.0 in [1])
