import gc

def garbage():
    a = []
    a.append(a)

gc.collect()
collections = gc.get_stats()[0]["collections"]
for i in range(3000):
    garbage()
print(gc.get_stats()[0]["collections"] > collections)
print(len([o for o in gc.get_objects() if type(o) is list and len(o) == 1 and o[0] is o]) < 1500)
