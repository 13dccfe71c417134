x = 1
print(eval("x", {"x": 2}), eval("x + y", {"x": 3}, {"y": 4}), eval("x", {"x": 5}, {"x": 6}))
space = {}
eval("1", space)
print(list(space))
try:
    eval("x", {})
except NameError as error:
    print(error)
