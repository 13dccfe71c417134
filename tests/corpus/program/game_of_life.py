"""Conway's game of life with sets of cells; and tic-tac-toe solved by minimax."""
from functools import cache


def step(cells):
    counts = {}
    for x, y in cells:
        for dx in (-1, 0, 1):
            for dy in (-1, 0, 1):
                if dx or dy:
                    counts[x + dx, y + dy] = counts.get((x + dx, y + dy), 0) + 1
    return {cell for cell, count in counts.items() if count == 3 or count == 2 and cell in cells}


def show(cells, width, height):
    return "\n".join("".join("#" if (x, y) in cells else "." for x in range(width))
                     for y in range(height))


glider = {(1, 0), (2, 1), (0, 2), (1, 2), (2, 2)}
for generation in range(5):
    if generation in (0, 4):
        print(f"generation {generation}", show(glider, 5, 4), sep="\n")
    glider = step(glider)
blinker = {(1, 0), (1, 1), (1, 2)}
print(step(step(blinker)) == blinker, len(step(set())))

LINES = [(0, 1, 2), (3, 4, 5), (6, 7, 8), (0, 3, 6), (1, 4, 7), (2, 5, 8), (0, 4, 8), (2, 4, 6)]


def winner(board):
    return next((board[a] for a, b, c in LINES if board[a] == board[b] == board[c] != "."), None)


@cache
def value(board, player):
    if won := winner(board):
        return 1 if won == "X" else -1
    if "." not in board:
        return 0
    other = "O" if player == "X" else "X"
    values = [value(board[:i] + player + board[i + 1:], other)
              for i, cell in enumerate(board) if cell == "."]
    return max(values) if player == "X" else min(values)


print(value("XX.OO....", "X"), value("XX.OO....", "O"), value("X...O....", "X"), value.cache_info().misses > 100)
