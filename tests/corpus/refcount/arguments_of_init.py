import sys

class Counted:
    def __init__(self, first, second=None):
        print(sys.getrefcount(self), sys.getrefcount(first))

class Without:
    def __init__(self):
        print(sys.getrefcount(self))

value = object()
kept = Counted(value)
kept = Counted(value, value)
Counted(object())
kept = Without()
print(sys.getrefcount(value), sys.getrefcount(kept), sys.getrefcount(Counted) > 2)
del kept
print(sys.getrefcount(value))
