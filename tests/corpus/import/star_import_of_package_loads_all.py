from helpers.shapes import *
print(square_area(2), triangle.__name__)
