import helpers.plain
try:
    helpers.plain.nothing
except AttributeError as error:
    print(error)
helpers.plain.nothing = 3
print(helpers.plain.nothing)
