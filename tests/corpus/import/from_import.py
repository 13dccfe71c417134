from helpers.plain import VALUE, double as twice
from helpers.shapes import square_area, circle
print(VALUE, twice(8), square_area(4), circle.__name__)
