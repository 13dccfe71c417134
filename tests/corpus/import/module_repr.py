import helpers.plain as plain
print(repr(plain).replace(__file__.rpartition("/")[0], "."))
import sys
print(sys)
