import sys

count = sys.getrefcount

def seen(value, result):
    print(count(value))
    return result

def waits(x, number, text, key):
    print([x] == seen(x, 1), x == seen(x, x), x is seen(x, x), seen(x, x) is x)
    print(x + seen(x, [1]), x * seen(x, 2), x[seen(x, 0)], x < seen(x, [9]) < [10])
    print(number + count(number) - count(number), number < count(number) < number)
    print(text % seen(text, 1), {key: seen(key, 1)}, [x, seen(x, 1)], (x, seen(x, 1)))
    print(x == [count(x) for _ in x], x in [seen(x, x)], x if seen(x, 1) else x)
    x += seen(x, [2])
    x[seen(x, 0)] = seen(x, 7)
    x[0] += seen(x, 1)
    text += str(seen(text, 1))
    print(f"{x}{seen(x, 1)}", x and seen(x, 1), x.count(seen(x, 1)), text, count(text))

def suspended(x):
    print(x == (yield count(x)))
    yield x == (yield count(x))

waits([7], 10 ** 6, "%d".upper().lower(), ("k", str(5)))
x = [1]
for step in suspended(x):
    print(step, count(x))
g = suspended(x)
print(next(g), count(x), g.send([2]), count(x))
