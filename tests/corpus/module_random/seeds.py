import random
for seed in (0, 1, 42, -42, 10 ** 30, "text", b"bytes", "", 2.5):
    random.seed(seed)
    print(seed, random.random(), random.random(), random.getrandbits(40))
