import math
print(math.gcd(12, 18), math.gcd(), math.gcd(-4, 6, 10), math.lcm(4, 6), math.lcm(3, 0), math.lcm())
print([math.factorial(n) for n in range(8)], math.factorial(50))
print([math.comb(6, k) for k in range(8)], math.comb(100, 50), math.perm(5, 2), math.perm(4), math.perm(2, 3))
print(math.prod([1, 2, 3]), math.prod([], start=5), math.prod([2.5, 2]))
