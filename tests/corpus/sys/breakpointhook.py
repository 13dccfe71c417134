"""breakpoint() calls sys.breakpointhook, with its arguments; what that gives is its value."""
import sys

called = []
sys.breakpointhook = lambda *a, **k: called.append((a, k)) or "back"
print(breakpoint(1, 2, x=3), called)
print(sys.breakpointhook is sys.__breakpointhook__)
print(sys.__breakpointhook__ is not None)
sys.breakpointhook = 5
try:
    breakpoint()
except TypeError as e:
    print(e)
