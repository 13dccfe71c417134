a = []
print(a is a, a is not [], 1 in [1], 1 not in [1], None is None, "a" in {"a": 1})
