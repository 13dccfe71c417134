"""Instances: attributes, methods, inheritance, operators."""


class Vector:
    def __init__(self, x, y):
        self.x = x
        self.y = y

    def __add__(self, other):
        return Vector(self.x + other.x, self.y + other.y)

    def length2(self):
        return self.x * self.x + self.y * self.y


class Named(Vector):
    count = 0

    def __init__(self, x, y, name):
        super().__init__(x, y)
        self.name = name
        Named.count += 1

    def length2(self):
        return super().length2() + len(self.name)


def run():
    total, position, step = 0, Vector(0, 0), Vector(1, 2)
    for i in range(60000):
        position = position + step
        total += position.length2() & 15
    for i in range(15000):
        total += Named(i, 1, "name").length2() & 15
    return total, position.x, Named.count


print(run())
