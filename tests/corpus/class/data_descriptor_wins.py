class Data:
    def __get__(self, obj, owner):
        return 'data'
    def __set__(self, obj, value):
        print('set', value)

class NonData:
    def __get__(self, obj, owner):
        return 'non-data'

class A:
    d = Data()
    n = NonData()

a = A()
a.d = 1
a.__dict__.update(d='own', n='own')
print(a.d, a.n, A.n)
