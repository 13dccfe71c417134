from collections.abc import *
print(isinstance([], Sequence), isinstance({}, MutableMapping), isinstance((x for x in ()), Generator), isinstance("", Collection), isinstance(range(3), Sequence), isinstance({}.keys(), KeysView))
class Stack(MutableSequence):
    def __init__(s): s.d = []
    def __getitem__(s, i): return s.d[i]
    def __setitem__(s, i, v): s.d[i] = v
    def __delitem__(s, i): del s.d[i]
    def __len__(s): return len(s.d)
    def insert(s, i, v): s.d.insert(i, v)
s = Stack(); s.append(1); s.extend([2, 3]); s.reverse(); print(list(s), s.pop(), 2 in s, s.index(2), list(reversed(s))); s += [9]; print(s.d)
class M(Mapping):
    def __getitem__(s, k):
        if k == "a": return 1
        raise KeyError(k)
    def __iter__(s): return iter("a")
    def __len__(s): return 1
m = M(); print(dict(m), m.get("b", 5), list(m.items()), "a" in m, list(m.keys()), m == {"a": 1}, list(m.values()))
try: Sequence()
except TypeError as e: print(e)
try: MutableMapping()
except TypeError as e: print(e)
import collections
print(collections.abc.Sized, collections.abc.Iterable[int])
