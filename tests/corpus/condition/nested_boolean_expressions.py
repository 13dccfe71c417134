def f(a, b, c):
    if a and (b or c) and not (b and c):
        return "one of them"
    if not a or (b and c):
        return "other"
    return "none"

for a in (0, 1):
    for b in (0, 1):
        for c in (0, 1):
            print(a, b, c, f(a, b, c))
