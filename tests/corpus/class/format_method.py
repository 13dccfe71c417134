class A:
    def __format__(self, spec): return f'<{spec}>'

print(f'{A()} {A():>5}', format(A(), 'q'), '{:z}'.format(A()))
try:
    format(object(), 'x')
except TypeError as e:
    print(e)
