import helpers.shapes.square as sq
print(sq.area(5), sq.__name__)
try:
    helpers
except NameError as error:
    print(error)
