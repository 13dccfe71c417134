import random
random.seed(7)
print([random.randint(1, 6) for _ in range(20)])
print([random.randrange(10) for _ in range(10)], random.randrange(5, 50, 5), random.randrange(9, 0, -2))
print(random.getrandbits(1), random.getrandbits(33), random.getrandbits(100), random.getrandbits(0))
print([random.randint(0, 10 ** 20) for _ in range(400)][-1])
