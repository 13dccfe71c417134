class E(Exception):
    def __str__(self): return 'my text'

try:
    raise E(1)
except E as e:
    print(e, repr(e))
raise E(2)
