"""The Mandelbrot set: arithmetic and comparison of floats."""


def inside(x, y):
    a = b = 0.0
    for n in range(60):
        a, b = a * a - b * b + x, 2.0 * a * b + y
        if a * a + b * b > 4.0:
            return n
    return 60


total = 0
for row in range(90):
    for column in range(160):
        total += inside(column / 53.0 - 2.2, row / 30.0 - 1.5)
print(total)
