class Generating:
    def __init__(self):
        yield 1

try:
    Generating()
except TypeError as error:
    print(error)

class Replacing:
    def __init__(self, x):
        self.x = x

def other(self, x):
    self.x = -x

a = Replacing(1)
Replacing.__init__ = other
b = Replacing(1)
print(a.x, b.x)
del Replacing.__init__
try:
    Replacing(1)
except TypeError as error:
    print(error)
