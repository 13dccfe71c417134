class T:
    def __init__(self):
        self._v = 1
    @property
    def v(self):
        'the value'
        return self._v
    @v.setter
    def v(self, new):
        self._v = new * 2
    @v.deleter
    def v(self):
        print('deleted')

t = T()
print(t.v)
t.v = 5
print(t.v, T.v.__doc__)
del t.v
