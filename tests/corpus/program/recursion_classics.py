"""Recursion as it is taught: hanoi, permutations, flood fill, Ackermann, mutual recursion."""
import sys


def hanoi(n, source="A", target="C", spare="B"):
    if n:
        yield from hanoi(n - 1, source, spare, target)
        yield source, target
        yield from hanoi(n - 1, spare, target, source)


def permutations(text):
    if len(text) <= 1:
        return [text]
    return [letter + rest for i, letter in enumerate(text)
            for rest in permutations(text[:i] + text[i + 1:])]


def subsets(items):
    if not items:
        return [[]]
    without = subsets(items[1:])
    return without + [[items[0]] + subset for subset in without]


def ackermann(m, n):
    if m == 0:
        return n + 1
    return ackermann(m - 1, 1 if n == 0 else ackermann(m, n - 1))


def is_even(n):
    return n == 0 or is_odd(n - 1)


def is_odd(n):
    return n != 0 and is_even(n - 1)


def flatten(nested):
    for item in nested:
        if isinstance(item, (list, tuple)):
            yield from flatten(item)
        else:
            yield item


def fill(grid, row, column, new, old=None):
    old = grid[row][column] if old is None else old
    if 0 <= row < len(grid) and 0 <= column < len(grid[0]) and grid[row][column] == old != new:
        grid[row][column] = new
        for dr, dc in ((0, 1), (1, 0), (0, -1), (-1, 0)):
            fill(grid, row + dr, column + dc, new, old)


def binary(n):
    return str(n) if n < 2 else binary(n // 2) + str(n % 2)


def gcd(a, b):
    return a if b == 0 else gcd(b, a % b)


moves = list(hanoi(4))
print(len(moves), moves[:5])
print(permutations("abc"), subsets([1, 2, 3]))
print(ackermann(2, 3), is_even(101), is_odd(101), binary(1000), gcd(1071, 462))
print(list(flatten([1, [2, (3, [4, [[]]]), 5], "six"])))
grid = [list(row) for row in ("..#..", ".##..", "#....")]
fill(grid, 0, 3, "o")
print(*map("".join, grid), sep="\n")


def endless(n):
    return endless(n + 1)


try:
    endless(0)
except RecursionError as error:
    print("RecursionError:", error)
sys.setrecursionlimit(50)
try:
    print(binary(2 ** 60))
except RecursionError:
    print("too deep for 50")
