# sys.displayhook gets each value; the built-in one prints its repr and keeps it as _.
import sys

code = compile("6 * 7", "<text>", "single")
exec(code)
print(_)
sys.displayhook = lambda value: print("shown:", value)
exec(code)
print(sys.displayhook is sys.__displayhook__, sys.excepthook is sys.__excepthook__)
del sys.displayhook
try:
    exec(code)
except RuntimeError as error:
    print(error)
