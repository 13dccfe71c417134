a = "hello"
b = "hello"
print(a is b)
