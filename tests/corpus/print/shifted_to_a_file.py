"""print >> file, as it was written in Python 2, says what is meant today."""
import sys

for text in ("print >> sys.stdout", "print >> sys.stdout, 'x'", "print >> 3", "print << 3",
             "print >= 3", "len >> 3", "3 >> print"):
    try:
        print(eval(text))
    except TypeError as error:
        print(str(error))
try:
    shown = print
    shown >>= 1
except TypeError as error:
    print(error)
