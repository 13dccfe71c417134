import gc
gc.collect()
tail = [[1], {"x": [2]}, (3, [4])]
head = [tail]
head.append(head)
del head
print(len(tail), gc.collect(), tail)
