"""Products of matrices that are lists of lists of floats."""


def product(a, b):
    columns = list(zip(*b))
    return [[sum([x * y for x, y in zip(row, column)]) for column in columns] for row in a]


a = [[(i * j) % 7 + 0.5 for j in range(60)] for i in range(60)]
for n in range(8):
    b = product(a, a)
print(b[3][5], b[59][59])
