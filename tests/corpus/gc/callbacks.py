import gc

def note(phase, info):
    print(phase, info)

gc.collect()
gc.callbacks.append(note)
a = []
a.append(a)
del a
gc.collect()
gc.collect(0)
gc.callbacks.remove(note)
gc.collect()
print(gc.callbacks)
