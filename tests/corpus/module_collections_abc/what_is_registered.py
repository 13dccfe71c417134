# Which classes of the library and which built-in types count as which kinds of container.
import collections
import collections.abc

print(len(collections.abc.Mapping.__mro__))
for cls in (collections.UserList, collections.UserString, collections.UserDict, collections.deque,
            collections.ChainMap, collections.OrderedDict, collections.Counter, range, list, dict,
            str, bytes, bytearray, tuple, set, frozenset):
    print(cls.__name__, sorted(name for name in ("Hashable Iterable Reversible Sized Container "
                                                 "Collection Sequence MutableSequence ByteString "
                                                 "Set Mapping MutableMapping").split()
                               if issubclass(cls, getattr(collections.abc, name))))
items = collections.UserList("ab")
items *= 2
print(items, list(iter(items)), list(reversed(items)), collections.UserString("é").encode(None))
