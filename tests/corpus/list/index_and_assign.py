items = [10, 20, 30]
print(items[0], items[-1], items[1])
items[1] = "new"
items[-1] = None
print(items)
