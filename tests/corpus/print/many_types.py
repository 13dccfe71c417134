print(1, 1.5, "s", None, True, [1, "a"], (1,), {"k": "v"}, print is print)
