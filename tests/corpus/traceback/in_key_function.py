def key(x):
    return x["k"]

sorted([1, 2], key=key)
