import collections
import types
from dataclasses import dataclass, field
from pprint import pprint

long = {letter * 20: number for number, letter in enumerate("zyxw")}
pprint(collections.OrderedDict(long))
pprint(collections.defaultdict(list, long))
pprint(collections.Counter(long))
pprint(collections.deque(long))
pprint(collections.deque(long, maxlen=5))
pprint(collections.ChainMap({"a" * 40: 1}, {"b" * 40: 2}))
pprint(collections.UserDict(long))
pprint(types.SimpleNamespace(a="x" * 40, b="y" * 40))
pprint(types.MappingProxyType(long))

@dataclass
class Item:
    first: str
    second: list
    third: int = field(default=0, repr=False)

pprint(Item("a" * 40, list("abc") * 8))
pprint([Item(1, 2)])
Pair = collections.namedtuple("Pair", "a b")
pprint([Pair(1, 2)] * 12)
