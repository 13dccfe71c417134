# What a student types at Python's prompt before GDB looks into it (test_gdb_python.py and
# test_gdb_python_on_machine.py): names, and what the program itself sees of their counts.
import sys
x = [1, 2, 3]
table = {"key": x, 5: (x, 2.5)}
class Point:
    def __init__(self, at):
        self.at = at

point = Point(x)
word, big = "a word", 10 ** 40
print("x", sys.getrefcount(x) - 1)
print("table", sys.getrefcount(table) - 1)
print("Point", sys.getrefcount(Point) - 1)
print("point", sys.getrefcount(point) - 1)
print("word", sys.getrefcount(word) - 1)
print("big", sys.getrefcount(big) - 1)
