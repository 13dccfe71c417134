import sys
sys.modules["made_up"] = 5
import made_up
print(made_up)
try:
    from made_up import nothing
except ImportError as error:
    print(error)
print(made_up.real)
from made_up import real
print(real)
