a = 257
b = 257
print(a is b)
