"""What a callback finds counted: nobody else holds a single weak reference while it runs."""
import sys
import weakref


class A:
    def called(self, reference):
        print("method", sys.getrefcount(reference))


def called(reference):
    print("called", sys.getrefcount(reference), reference() is None)


a = A()
kept = weakref.ref(a, called)
del a
print(sys.getrefcount(kept))
a = A()
first, second = weakref.ref(a, called), weakref.ref(a, called)
del a
a, b = A(), A()
kept = weakref.ref(a, b.called)
del a
a = A()
weakref.ref(a, called)
kept = [weakref.ref(a, lambda r: kept.clear() or called(r))]
del a
print(kept)
