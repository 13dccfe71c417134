import sys
import helpers.plain
import helpers.plain
from helpers import plain
print(plain is helpers.plain is sys.modules["helpers.plain"])
del sys.modules["helpers.plain"]
import helpers.plain
print(plain is helpers.plain)
