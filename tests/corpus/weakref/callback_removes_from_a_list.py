import weakref
live = []

def watch(o):
    live.append(weakref.ref(o, live.remove))

things = [set() for i in range(3)]
for thing in things:
    watch(thing)
del thing
print(len(live))
del things[1]
print(len(live))
things.clear()
print(len(live))
