# A mappingproxy of any mapping: it reads, joins and reverses as the mapping does, and never writes.
from collections import ChainMap, OrderedDict
from types import MappingProxyType

inner = {"a": 1}
proxy = MappingProxyType(inner)
inner["b"] = 2
print(proxy, proxy | {"c": 3}, {"a": 0} | proxy, type(proxy | proxy), list(reversed(proxy)))
print(MappingProxyType(ChainMap({"x": 1}, {"y": 2}))["y"], MappingProxyType("text")[1])
print(type(MappingProxyType(OrderedDict(a=1)) | {}), proxy.__or__({}), "__ior__" in dir(proxy))
for wrong in (lambda: MappingProxyType([1]), lambda: MappingProxyType((1,)),
              lambda: MappingProxyType(3), lambda: proxy | 3, lambda: proxy - proxy):
    try:
        print(wrong())
    except TypeError as error:
        print(error)
try:
    proxy |= {"c": 3}
except TypeError as error:
    print(error)
try:
    proxy["a"] = 2
except TypeError as error:
    print(error)
