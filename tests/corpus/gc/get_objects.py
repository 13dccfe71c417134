import gc
gc.collect()
marker = ["marker"]
print(any([o is marker for o in gc.get_objects()]))
print([any([o is marker for o in gc.get_objects(generation=n)]) for n in range(3)])
gc.collect(0)
print([any([o is marker for o in gc.get_objects(n)]) for n in range(3)])
gc.collect(1)
print([any([o is marker for o in gc.get_objects(n)]) for n in range(3)])
for generation in (3, -2, "x"):
    try:
        gc.get_objects(generation)
    except Exception as error:
        print(type(error).__name__, error)
