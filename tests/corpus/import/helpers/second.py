print("second begins")
from . import first
print(hasattr(first, "NAME"))
NAME = "second"
