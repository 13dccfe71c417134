class D(dict):
    def __missing__(self, key):
        return f'no {key}'

d = D(a=1)
print(d['a'], d['b'], d, d.get('b'), len(d))
