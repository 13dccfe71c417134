d = {}
for word in ["z", "a", "m"]:
    d[word] = len(d)
d["z"] = 9
print(d)
del d["a"]
d["a"] = 5
print(d, list(d))
