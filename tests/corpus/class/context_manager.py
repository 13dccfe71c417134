class M:
    def __enter__(self):
        print('enter')
        return 'value'
    def __exit__(self, kind, value, traceback):
        print('exit', kind)
        return kind is ValueError

with M() as v:
    print(v)
with M():
    raise ValueError
print('after')
