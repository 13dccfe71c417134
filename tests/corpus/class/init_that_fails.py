import sys

class Failing:
    def __init__(self, value):
        self.value = value
        raise ValueError(value)
    def __del__(self):
        print("gone", self.value)

class Returning:
    def __init__(self):
        return 5

for n in range(2):
    try:
        Failing(n)
    except ValueError as error:
        print("caught", error, error.__traceback__.tb_next.tb_frame.f_code.co_name)
try:
    Returning()
except TypeError as error:
    print(error, error.__traceback__.tb_next)

class Nested:
    deepest = 0
    def __init__(self, level):
        Nested.deepest = level
        self.inside = Nested(level + 1)

def depth():
    try:
        return 1 + depth()
    except RecursionError:
        return 1

free = depth()
try:
    Nested(0)
except RecursionError as error:
    print(Nested.deepest)
print(depth() == free)
