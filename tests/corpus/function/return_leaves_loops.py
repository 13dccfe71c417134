def find(items, wanted):
    for row in items:
        for x in row:
            if x == wanted:
                return x, row
    return None

print(find([[1, 2], [3, 4]], 3), find([[1]], 9))
