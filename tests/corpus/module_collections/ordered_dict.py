from collections import Counter, OrderedDict, defaultdict, deque, namedtuple
o = OrderedDict(a=1, b=2); o.move_to_end("a"); print(o, o == OrderedDict(a=1, b=2), o == {"a": 1, "b": 2}, o.popitem(), list(o))
