x = 1
if x is 1: pass
if x is not "a": pass
assert (x, "message")
x = 1 if x == () is () else 2
if x is 1 or x is 2:
    pass
if x is None or x is True or ... is x:
    print("no warning")
print([1, x is not (1, 2)])
try:
    "abc"()
    (1, 2)(3)
    [x](1)
except TypeError as error:
    print(error)
