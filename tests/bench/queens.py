"""All ways to put eight queens on a board: recursion, lists, conditions."""


def place(row, columns, rising, falling):
    if row == len(columns):
        return 1
    found = 0
    for column in range(len(columns)):
        if columns[column] or rising[row + column] or falling[row - column]:
            continue
        columns[column] = rising[row + column] = falling[row - column] = True
        found += place(row + 1, columns, rising, falling)
        columns[column] = rising[row + column] = falling[row - column] = False
    return found


print(place(0, [False] * 8, [False] * 15, [False] * 15))
