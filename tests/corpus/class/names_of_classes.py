class Outer:
    class Inner:
        def f(self): pass

print(Outer.Inner, Outer.Inner.__qualname__, Outer.Inner.f.__qualname__, Outer.Inner.__module__)
Outer.__name__ = 'New'
print(Outer, Outer.__name__, Outer.__qualname__)
