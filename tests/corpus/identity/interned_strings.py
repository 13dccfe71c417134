a = "some_name"
b = "some_name"
print(a is b)
c = "some_"
d = c + "name"
print(a == d, a is d)
