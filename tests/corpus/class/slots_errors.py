for body in ({'__slots__': ('a',), 'a': 1}, {'__slots__': (1,)}, {'__slots__': ('a b',)}, {'__slots__': ('__dict__', '__dict__')}):
    try:
        type('A', (), body)
    except (TypeError, ValueError) as e:
        print(type(e).__name__, e)
try:
    class T(tuple):
        __slots__ = ('a',)
except TypeError as e:
    print(e)
