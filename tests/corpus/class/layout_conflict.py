try:
    class C(int, str): pass
except TypeError as e:
    print(e)
try:
    class D(bool): pass
except TypeError as e:
    print(e)
try:
    class E(int, int): pass
except TypeError as e:
    print(e)
