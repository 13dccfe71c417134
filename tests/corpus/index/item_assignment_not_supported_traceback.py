x = None
x["k"] = 1
