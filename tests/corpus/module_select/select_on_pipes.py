import os
import select

a, b = os.pipe()
print(select.select([a], [], [], 0))
print(select.select([a], [b], [], 5) == ([], [b], []))
os.write(b, b"some")
print(select.select([a], [b], []) == ([a], [b], []))
os.read(a, 10)
os.close(b)
print(select.select([a], [], [a]) == ([a], [], []))
try:
    select.select([b], [], [], 0)
except OSError as error:
    print(error.errno)
try:
    select.select([a], [], [], -1)
except ValueError as error:
    print(error)
