"""Comprehensions of lists, dicts and sets, with conditions and inside each other."""


def run():
    total = 0
    for n in range(60):
        squares = [i * i for i in range(1500) if i % 3]
        places = {value: i for i, value in enumerate(squares)}
        rest = {value % 97 for value in squares}
        table = [[i * j for j in range(20)] for i in range(20)]
        total += len(places) + len(rest) + sum([sum(row) for row in table]) + places[16]
    return total


print(run())
