a = [0, 0]
for a[1] in range(3):
    print(a)
d = {}
for d["k"] in "xy":
    print(d)
