from collections import Counter, OrderedDict, defaultdict, deque, namedtuple
c = Counter("abracadabra"); print(c, c["z"], c.most_common(2), c.total(), sorted(c.elements()))
c.update("zz"); c.subtract({"a": 2}); print(c, c + Counter(a=1), c - Counter(b=1), c & Counter(a=1), c | Counter(q=3))
