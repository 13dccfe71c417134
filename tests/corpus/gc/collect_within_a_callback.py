import gc

def note(phase, info):
    print(phase, gc.collect())

gc.callbacks.append(note)
print(gc.collect(1))
gc.callbacks.clear()
