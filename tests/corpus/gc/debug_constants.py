"""The flags of gc.set_debug, and what it does with other values."""
import gc
print(gc.DEBUG_STATS, gc.DEBUG_COLLECTABLE, gc.DEBUG_UNCOLLECTABLE, gc.DEBUG_SAVEALL, gc.DEBUG_LEAK)
print(gc.garbage, gc.get_debug(), gc.is_finalized([]), gc.is_finalized(1))

gc.set_debug(gc.DEBUG_SAVEALL)
for wrong in ("x", 2 ** 40, None, 1.5):
    try:
        gc.set_debug(wrong)
    except (TypeError, OverflowError) as error:
        print(type(error).__name__, error)
print(gc.get_debug())
gc.set_debug(0)
