from helpers.circle_b import B
A = 1
