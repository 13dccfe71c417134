"""A module may change its class to a subclass of ModuleType,
as long as the fields are the same."""
import sys, types

def attempt(function):
    try:
        print(function())
    except Exception as e:
        print(type(e).__name__, e)

class M(types.ModuleType):
    z = 3
    @property
    def y(self): return "y"
m = types.ModuleType("m")
m.__class__ = M
print(m.y, m.z, type(m), m)
m.__class__ = types.ModuleType
attempt(lambda: m.z)
attempt(lambda: setattr(m, "__class__", int))
attempt(lambda: setattr(m, "__class__", 1))
class M2(types.ModuleType):
    __slots__ = ("a",)
attempt(lambda: setattr(m, "__class__", M2))
sys.modules[__name__].__class__ = M
print(sys.modules[__name__].y)
