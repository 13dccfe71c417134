import gc
gc.collect()
gc.set_debug(gc.DEBUG_SAVEALL)
a = ["a"]
a.append(a)
del a
print(gc.collect(), gc.garbage)
gc.set_debug(0)
gc.garbage.clear()
print(gc.collect(), gc.get_debug())
