print(1 << 0, 1 << 10, 3 << 29, 255 >> 4, -1 >> 10, -256 >> 4, -255 >> 4)
try:
    1 << -1
except ValueError as error:
    print(error)
try:
    1 >> -1
except ValueError as error:
    print(error)
