import helpers.shapes.square
print(helpers.shapes.square.area(3), helpers.shapes.circle.area_of(2))
try:
    shapes
except NameError as error:
    print(error)
