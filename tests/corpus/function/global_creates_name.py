def make():
    global made
    made = 5

make()
print(made)
