import sys
items = [[], []]
for item in items:
    print(sys.getrefcount(item))
print(sys.getrefcount(items[0]), sys.getrefcount(items[1]))
