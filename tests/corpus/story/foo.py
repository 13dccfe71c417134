def foo():
    x = 10   # x is a variable
    y = [1, 2, 3]  # y is a list

foo()
print("done")
