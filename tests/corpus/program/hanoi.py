moves = 0

def hanoi(n, a, b, c):
    global moves
    if n:
        hanoi(n - 1, a, c, b)
        moves += 1
        if n == 4:
            print(a, "->", c)
        hanoi(n - 1, b, a, c)

hanoi(6, "A", "B", "C")
print(moves)
