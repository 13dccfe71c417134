d = {"list": [1, 2], "dict": {"x": {"y": 1}}}
d["dict"]["x"]["y"] += 5
d["list"][0] -= 1
print(d)
