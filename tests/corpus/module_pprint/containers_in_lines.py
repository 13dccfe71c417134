from pprint import pp, pprint

data = {"name": "Bob " * 12, "list": list(range(40)), 3: "mixed", (1, 2): {1, 5, 3},
        "nested": {"b": [1, 2, {"x": "y" * 60, "z": ("tup",) * 9}], "a": None}}
pprint(data)
pprint(data, width=40, compact=True)
pprint(data, indent=4)
pprint(data, depth=1, width=200)
pp(data, depth=2)
pp({"z": 1, "a": 2})
pprint({1: "a", "b": 2, None: 3, 2.5: 4, "x" * 70: 5})
pprint([list(range(i)) for i in range(12)], width=50)
pprint([[i] * 10 for i in range(8)], compact=True)
pprint([{"id": i, "tags": ["t"] * 5, "name": f"user{i}"} for i in range(4)], compact=True, width=60)
pprint(("x" * 80,))
pprint(frozenset(["a" * 40, "b" * 40]))
pprint({"k": 123456789}, underscore_numbers=True)
