import math
for x in (2.5, -2.5, 3, -0.1, 1e20, True):
    print(math.floor(x), math.ceil(x), math.trunc(x), math.fabs(x))
print(math.modf(3.25), math.modf(-0.5), math.frexp(10.0), math.frexp(0.0), math.ldexp(0.625, 4))
print(math.fmod(7, 3), math.fmod(-7, 3), math.fmod(7.5, -2), math.copysign(3, -0.0))
