def multiply(a, b):
    result = []
    for row in a:
        line = []
        for j in range(len(b[0])):
            total = 0
            for k in range(len(b)):
                total += row[k] * b[k][j]
            line.append(total)
        result.append(line)
    return result

print(multiply([[1, 2], [3, 4]], [[5, 6], [7, 8]]))
