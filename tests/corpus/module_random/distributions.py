import random
random.seed(11)
print(random.uniform(1, 2), random.gauss(0, 1), random.gauss(10, 2), random.normalvariate(0, 1))
print(random.expovariate(2), random.triangular(1, 5, 2))
