import gc
gc.collect()
gc.disable()
first = node = []
for i in range(1000):
    node = [node]
first.append(node)
del first, node
print(gc.collect())
gc.enable()
