"""Cycles that only the collector can free, among many objects that stay."""
import gc

keep = [[i, (i,)] for i in range(40000)]
for n in range(80000):
    ring = [n]
    ring.append([ring])
del ring
gc.collect()
for n in range(3):
    gc.collect()
print(len(keep), gc.collect())
