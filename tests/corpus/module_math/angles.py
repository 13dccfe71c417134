import math
for x in range(-8, 9):
    print(math.sin(x / 2), math.cos(x / 2), math.tan(x / 2), math.atan(x))
for x in (-1, -0.5, 0, 0.3, 1):
    print(math.asin(x), math.acos(x))
print(math.sin(math.pi), math.cos(math.pi / 2), math.tan(math.pi / 4), math.sin(1e22), math.cos(1e6))
print(math.degrees(math.pi), math.radians(180), math.degrees(1))
