x = 1 + \
    2
y = [
    1,  # one

    2,
]
print(x, y)
if x == 3 and \
        y:
    print("both")
