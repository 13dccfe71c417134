from helpers.chosen import *
print(one, _two)
try:
    three
except NameError as error:
    print(error)
