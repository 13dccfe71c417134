d = {"a": 1}
for key in d:
    d[key + "x"] = 1
