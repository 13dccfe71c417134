import sys

print("before", flush=True)
sys.stdout.close()
try:
    print("after")
except ValueError as error:
    print(error, sys.stdout.closed, file=sys.stderr)
