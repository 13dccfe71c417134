import gc
gc.collect()
gc.set_threshold(0)
collections = gc.get_stats()[0]["collections"]
kept = [[] for i in range(5000)]
print(gc.get_stats()[0]["collections"] - collections)
