import sys
print(sys.path[0] == __file__.rpartition("/")[0])
sys.path.insert(0, sys.path[0] + "/helpers")
import chosen
from shapes.square import area
print(chosen.__name__, chosen.__package__ == "", area(6))
