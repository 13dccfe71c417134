class A:
    def __divmod__(self, other):
        return 'divmod', other
    def __rdivmod__(self, other):
        return 'rdivmod', other

print(divmod(A(), 1), divmod(1, A()))
try:
    divmod(object(), 1)
except TypeError as e:
    print(e)
