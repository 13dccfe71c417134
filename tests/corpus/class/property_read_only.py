class T:
    @property
    def v(self):
        return 1
    w = property()

t = T()
for code in ('t.v = 2', 'del t.v', 't.w'):
    try:
        exec(code)
    except AttributeError as e:
        print(e)
