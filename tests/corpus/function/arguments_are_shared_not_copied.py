def change(items, number):
    items.append(1)
    number += 1

a = []
n = 0
change(a, n)
print(a, n)
