import sys

print(sys.version_info >= (3, 11), sys.version_info.major, sys.version_info.minor)
print(sys.version_info, sys.version_info[:2] == (3, 11), sys.version_info == (3, 11, 2, "final", 0))
print(sys.float_info.max, sys.float_info.epsilon, sys.float_info.dig, sys.float_info)
print(sys.int_info, hex(sys.hexversion), sys.flags.optimize)
from sys import version_info
print(version_info is sys.version_info)
