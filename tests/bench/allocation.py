"""Objects made and dropped: trees of tuples, lists of lists."""


def tree(depth):
    return (tree(depth - 1), tree(depth - 1)) if depth else ()


def size(node):
    return 1 + sum([size(child) for child in node])


total = 0
for n in range(6):
    total += size(tree(13))
rows = []
for n in range(60000):
    rows.append([n, [n], (n, n + 1)])
    if len(rows) > 1000:
        rows = rows[500:]
print(total, len(rows))
