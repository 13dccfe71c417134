"""All ways to put queens on boards of up to ten squares a side: recursion, lists, conditions."""


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


for side in range(4, 11):
    print(place(0, [False] * side, [False] * (2 * side), [False] * (2 * side)))
