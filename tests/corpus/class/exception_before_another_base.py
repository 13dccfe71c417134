# Each built-in exception has its own __init__ (and mostly __new__): a base behind it in the order
# is not asked for its one.
class Kept:
    def __init__(self, *arguments):
        self.kept = arguments

    def __str__(self):
        return "kept"


class Problem(KeyError, Kept):
    pass


class Other(Kept, ValueError):
    pass


problem = Problem("a")
print(problem.args, hasattr(problem, "kept"), str(problem))
other = Other("b")
print(other.args, other.kept, str(other))
for kind in Exception, KeyError, ValueError, StopIteration, SystemExit, ZeroDivisionError:
    print(kind.__name__, "__init__" in vars(kind), "__new__" in vars(kind))
