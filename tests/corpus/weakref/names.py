import weakref
print(weakref.ref, weakref.ReferenceType is weakref.ref, weakref.ProxyType, weakref.CallableProxyType)
print(weakref.ref.__module__, weakref.ref.__name__)
print(weakref.getweakrefcount(1), weakref.getweakrefs([]))
