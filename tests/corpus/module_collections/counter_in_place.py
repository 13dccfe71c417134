# A Counter changed in place keeps its identity and loses what is not positive.
from collections import ChainMap, Counter, UserDict

c = same = Counter(a=3, b=1)
c += Counter(a=1, c=2)
print(c)
c -= Counter(a=5, b=1)
print(c)
c |= Counter(c=1, d=4, e=-1)
print(c)
c &= Counter(d=3, c=9)
print(c, c is same)
print(Counter(UserDict(x=2)), Counter(ChainMap({"y": 3}, {"y": 4, "z": 5})))
c.update(UserDict(d=1))
c.subtract(ChainMap({"d": 10}))
print(c)
