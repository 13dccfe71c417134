d = {"a": 1}
print(d.get("a"), d.get("x"), d.get("x", 0), d.setdefault("a", 5), d.setdefault("n", 6), d)
print(d.pop("a"), d.pop("zz", None), d)
try:
    d.pop("zz")
except KeyError as error:
    print("KeyError", error)
