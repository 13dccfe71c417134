d = {"a": 1, "b": 2}
print(list(d.keys()), list(d.values()), list(d.items()))
for key in d:
    print(key)
for key, value in d.items():
    print(key, value)
print(d.keys(), d.values(), d.items())
