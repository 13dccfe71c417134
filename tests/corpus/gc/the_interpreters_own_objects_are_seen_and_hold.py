import builtins
import gc
import sys


class Knot:
    def __init__(self):
        self.me = self

    def __del__(self):
        print("gone")


gc.collect()
print(any(o is builtins.__dict__ for o in gc.get_objects()))
print(any(o is builtins.__dict__ for o in gc.get_objects(2)))
print(any(o is builtins.__dict__ for o in gc.get_referrers(print)))
print(any(o is sys.__dict__ for o in gc.get_referrers(sys.path)))
print(gc.is_tracked(int.__mro__), gc.is_tracked(ValueError.__bases__), gc.get_freeze_count())

sys.knot = Knot()
builtins.knot = Knot()
print(gc.collect(), "while a module has them")
del sys.knot
print(gc.collect(), "sys no more")
gc.freeze()
gc.unfreeze()
del builtins.knot
print(gc.collect(), "builtins no more")
sys.at_the_end = Knot()
