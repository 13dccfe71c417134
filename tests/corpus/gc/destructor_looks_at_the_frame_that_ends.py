import sys

class Looks:
    def __del__(self):
        frame = sys._getframe(1)
        print(frame.f_code.co_name, frame is sys._getframe().f_back)
        kept.append(frame)
        kept.append(frame.f_locals.keys() & {"first", "last", "looks"})

def ends():
    first = [1]
    looks = Looks()
    last = [2]

def rebinds():
    first = [1]
    looks = Looks()
    looks = None
    print("rebound", sorted(kept[-1]))

def generates():
    looks = Looks()
    yield 1

kept = []
ends()
print(kept[0].f_code.co_name, kept[1])
rebinds()
list(generates())
print([each.f_code.co_name for each in kept[::2]])
del kept[:]
