import bisect
row = [1, 3, 3, 5]
print([bisect.bisect_left(row, x) for x in range(7)], [bisect.bisect(row, x) for x in range(7)])
for x in (4, 0, 3, 9):
    bisect.insort(row, x)
print(row, bisect.bisect_left(["a", "bb", "ccc"], 2, key=len))
try:
    bisect.bisect(row, 1, -1)
except ValueError as error:
    print(error)
