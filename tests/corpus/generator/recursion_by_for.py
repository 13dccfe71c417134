def tree(depth):
    if depth:
        for value in tree(depth - 1):
            yield value
        yield depth
        for value in tree(depth - 1):
            yield value


print(list(tree(4)))


def endless():
    for value in endless():
        yield value


try:
    list(endless())
except RecursionError as problem:
    print(problem)
