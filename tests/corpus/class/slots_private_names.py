class A:
    __slots__ = ('__x',)
    def __init__(self):
        self.__x = 3
    def get(self):
        return self.__x

print(A().get(), '_A__x' in A.__dict__)
