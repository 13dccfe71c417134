from helpers.plain import *
print(VALUE, double(1))
try:
    _hidden
except NameError as error:
    print(error)
