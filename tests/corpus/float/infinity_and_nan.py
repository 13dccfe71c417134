infinity = 1e308 * 10
nan = infinity - infinity
print(infinity, -infinity, nan, nan == nan, nan != nan, infinity > 1e308, nan < 1)
print(float("inf"), float("-inf"), float("nan"), float("Infinity"))
