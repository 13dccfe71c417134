# The program that test_gdb_python.py steps through line by line, beside CPython's sys.settrace.


class Base:
    def __init__(self, x, y):
        self.x = x
        self.y = y

    def get(self): return self.x


class Derived(Base):
    def __init__(self):
        super().__init__(1, 2)


class Manager:
    def __enter__(self):
        return 7

    def __exit__(self, *rest):
        return False


def numbers(limit):
    n = 0
    while n < limit:
        yield n
        n += 1
    else:
        n = 0


def one_line(n): return n + 1


def branch(a):
    if a:
        b = 1
    elif a is None:
        b = 2


def handle(x):
    y = 1
    with Manager() as m:
        y = m
    for z in range(2):
        y += z
    return y


def outer(n):
    total = 0
    for i in numbers(3):
        total += i
        if i == 2:
            total = total + one_line(
                n)
    squares = [x * x for x in range(3)]
    for x in range(2): total += x
    while n > 5:
        n -= 1
        if n == 6:
            continue
        break

    def closure():
        return total
    return closure(), squares


d = Derived()
branch(1)
branch(0)
branch(None)
print(handle(2))
print(outer(7), d.get())
print(sorted([3, 1, 2],
             key=lambda v: -v))
