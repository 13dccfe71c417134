d = {}
for i in range(300):
    d["key" + str(i)] = i
print(len(d), d["key0"], d["key299"], "key300" in d)
