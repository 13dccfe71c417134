import sys
import traceback


def inner():
    traceback.print_stack(file=sys.stdout)
    print(traceback.format_stack(limit=1))
    print([(s.name, s.lineno, s.line) for s in traceback.extract_stack()])
    print([(f.f_code.co_name, line) for f, line in traceback.walk_stack(sys._getframe())])
    print(traceback.extract_stack(limit=2))


def outer():
    inner()


outer()
print(traceback.format_list([("a.py", 3, "f", "x = 1"), ("b.py", 4, "g", None)]))
print(traceback.StackSummary.from_list([("a.py", 3, "f", "x = 1")] * 6).format())
try:
    traceback.format_exception(3)
except TypeError as error:
    print(error)
