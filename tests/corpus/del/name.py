x = 1
del x
try:
    x
except NameError as error:
    print(error)
