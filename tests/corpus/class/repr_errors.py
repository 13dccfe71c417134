class A:
    def __repr__(self):
        return 1
    def __str__(self):
        return 2

for f in (repr, str):
    try:
        f(A())
    except TypeError as e:
        print(e)
