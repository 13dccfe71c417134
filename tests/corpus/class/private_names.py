class A:
    __v = 1
    def __f(self):
        return self.__v
    def g(self):
        return self.__f()

print(A().g(), A._A__v, hasattr(A, '__v'))
