def collect(item, items=[]):
    items.append(item)
    return items

print(collect(1), collect(2))
print(collect(3, []), collect(4))
