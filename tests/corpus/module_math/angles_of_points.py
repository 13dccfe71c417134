import math
for y in (-2, -0.0, 0.0, 3, math.inf, -math.inf):
    print([math.atan2(y, x) for x in (-1, -0.0, 0.0, 2, math.inf, -math.inf)])
