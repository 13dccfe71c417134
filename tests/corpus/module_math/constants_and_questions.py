import math
print(math.pi, math.e, math.tau, math.inf, -math.inf, math.nan)
for x in (1.0, math.inf, -math.inf, math.nan, 5):
    print(math.isnan(x), math.isinf(x), math.isfinite(x))
