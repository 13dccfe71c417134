import sys
print(sys.version_info[0], sys.maxsize > 2 ** 30)
