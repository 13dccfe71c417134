# An int that no C number can hold: each function says so in its way.
B = 2 ** 70
for text in """[1].insert(B, 1)|[1].pop(B)|[].pop(-B)|'a'.center(B)|'a'.zfill(B)|'a'.ljust(B)
'a'.replace('a', 'b', B)|'a'.split(',', B)|'a'.rsplit(',', B)|'a'.expandtabs(B)|bytes(B)|bytearray(B)
bytearray(b'a').pop(B)|bytearray(b'a').insert(B, 1)|[1] * B|'a' * B|(1,) * B|b'a' * B|[1][B]|'a'[B]
range(3)[B]|'a'.find('a', B)|'a'.index('a', -B)|[1].index(1, -B)|round(1.5, B)|round(15, B)
(1).to_bytes(B, 'big')|chr(B)|b'a'.center(B)|b'a'.split(b',', B)|b'a'.replace(b'a', b'b', B)
'%*d' % (B, 1)|'%.*f' % (B, 1.0)|format(1, '9' * 30)|int('1', B)|sum([1], B)|next(enumerate([1], B))
1 << B|0 << B|1 >> B|-1 >> B|1 << -B|[1, 2][::B]|[1, 2][B:]|slice(B).indices(3)|len(range(B))
bytes([B])|bytearray([1]).append(B)|'a'.startswith('a', B)|'abc'.count('b', -B, B)|b'ab'.count(-B)
b'a'.hex(':', B)|b'a'.expandtabs(B)|B in b'a'|'%-*d|' % (-5, 1)""".replace("\n", "|").split("|"):
    try:
        print(text, eval(text))
    except (OverflowError, IndexError, ValueError, MemoryError) as problem:
        print(text, type(problem).__name__, problem)
