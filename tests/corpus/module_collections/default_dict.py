from collections import Counter, OrderedDict, defaultdict, deque, namedtuple
d = defaultdict(list); d["a"].append(1); print(d, d["b"], len(d), d == {"a": [1], "b": []})
try: defaultdict(5)
except TypeError as e: print(e)
try: defaultdict()["x"]
except KeyError as e: print(repr(e))
