print("first begins")
from . import second
print("first ends", second.NAME)
NAME = "first"
