import gc
import sys
gc.collect()

def f():
    frame = sys._getframe()

f()
print(gc.collect())
