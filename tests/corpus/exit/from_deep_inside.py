import sys

def down(n):
    if n == 0:
        sys.exit(n + 8)
    down(n - 1)

down(50)
