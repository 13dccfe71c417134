import helpers.replacing
import sys
print(sys.modules["helpers.replacing"], helpers.replacing)
