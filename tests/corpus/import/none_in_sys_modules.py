import sys
sys.modules["math"] = None
try:
    import math
except ModuleNotFoundError as error:
    print(error, error.name)
