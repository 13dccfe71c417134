import math
print(math.sqrt(2), math.sqrt(16), math.sqrt(1e-300), math.sqrt(0), math.sqrt(10 ** 30))
print(math.pow(2, 0.5), math.pow(2, -3), math.pow(-2, 3), math.pow(0, 0), math.pow(2, 1000))
print(math.isqrt(17), math.isqrt(10 ** 41), math.isqrt(0), math.exp2(10), math.hypot(3, 4))
print(math.hypot(1, 2, 3), math.hypot(), math.hypot(1e300, 1e300), math.dist((1, 2), (4, 6)))
