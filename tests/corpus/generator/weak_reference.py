import gc
import weakref


def make():
    yield


generator = make()
reference = weakref.ref(generator, lambda r: print("gone"))
print(reference() is generator, gc.is_tracked(generator))
del generator
print(reference())
