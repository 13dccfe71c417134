import gc
gc.collect()
gc.get_count()
before = gc.get_count()[0]
kept = [[] for i in range(100)]
after = gc.get_count()[0]
print(after - before >= 100, after - before < 110)
