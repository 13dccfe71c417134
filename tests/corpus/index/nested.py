grid = [[1, 2, 3], [4, 5, 6]]
print(grid[1][2], grid[0][-1], grid[0][1])
grid[1][0] = 40
grid[0][1] += 5
print(grid)
