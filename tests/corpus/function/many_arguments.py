def f(a, b, c, d, e, g, h, i, j, k, l, m):
    return a + b + c + d + e + g + h + i + j + k + l + m

print(f(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12))
print(f(1, 2, 3, 4, 5, 6, m=7, l=8, k=9, j=10, i=11, h=12))
