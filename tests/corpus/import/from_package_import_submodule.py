from helpers import counter, plain
from helpers.shapes import triangle
print(counter.__name__, plain.__name__, triangle.__name__)
