import sys
x = []
try:
    y = x
    raise ValueError(x)
except ValueError as error:
    print(sys.getrefcount(x), len(error.args))
print(sys.getrefcount(x))
