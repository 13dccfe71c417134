# fsum loses nothing, however many parts its exact sum has.
import math

values = [math.exp(-(x * x) / 50.0) * 3.7 for x in range(190)]
print(math.fsum(values), math.fsum(values + [-value for value in reversed(values)]))
print(math.fsum([2.0 ** (1000 - 5 * i) for i in range(400)]),
      math.fsum([(2.0 ** e) * 1.000000000001 for e in range(-1070, 1000, 11)]))
print(math.fsum([3.0 ** -i for i in range(600)] * 3), math.fsum([0.0, -0.0]), math.fsum([]))
try:
    print(math.fsum([1e308, 1e308]))
except OverflowError as error:
    print(error)
