print(sum([1, 2, True, 2 ** 80, 3.5, 1]), sum([0.1] * 10), sum([1, 2.5, 3]), sum([]), sum([], 5))
print(sum([2 ** 62, 2 ** 62, 2 ** 62, -2 ** 63]), sum([1.5, 2 ** 70, True]), sum([2 ** 29] * 40))
print(sum(iter([2 ** 63 - 1, 1])), sum([-1] * 3, -2 ** 63), sum([[1], [2]], []), sum((True, True)))
for row in ([1, "a"], [1.5, "a"], ["a"], [1, None, 2]):
    try:
        sum(row)
    except TypeError as error:
        print(error)

def items():
    yield 1
    yield 2.5
    raise KeyError(3)

try:
    sum(items())
except KeyError as error:
    print(repr(error))

class Once:
    asked = 0
    def __iter__(self):
        return self
    def __next__(self):
        self.asked += 1
        if self.asked > 2:
            raise StopIteration
        return self.asked

once = Once()
print(sum(once), once.asked)
