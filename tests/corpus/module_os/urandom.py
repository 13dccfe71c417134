"""os.urandom: bytes of the size that is asked for, each time others; wrong sizes."""
import os
import random

for size in (0, 1, 7, 64, 300, True):
    print(size, type(os.urandom(size)).__name__, len(os.urandom(size)))
print(os.urandom(16) == os.urandom(16), len(set(os.urandom(4096))) == 256)
for size in (-1, 1.5, "1", None, 2 ** 70):
    try:
        os.urandom(size)
    except Exception as e:
        print(size, type(e).__name__, e)
print(random.Random().random() == random.Random().random())
