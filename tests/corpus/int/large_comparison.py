a = 4611686018427387904
print(a == a + 0, a < a + 1, a > a - 1, a != -a, -a < a, a == 4611686018427387904.0)
print(hash(a) == hash(a + 0), hash(1) == hash(1.0), hash(-1), hash(0))
