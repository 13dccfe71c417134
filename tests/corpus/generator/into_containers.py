def pairs():
    yield "a", 1
    yield "b", 2


numbers = [0]
numbers.extend(x for x in range(3))
numbers[1:2] = (x for x in "xy")
numbers += (x for x in [9])
print(numbers, dict(pairs()), list(dict(pairs()).items()))
letters = set()
letters.update(c for c in "hello")
print(sorted(letters), "-".join(c for c, n in pairs()))
print(min(n for c, n in pairs()), sum((n for c, n in pairs()), 10), list(enumerate(pairs())))
print(list(reversed(list(pairs()))), sorted(pairs(), key=lambda pair: -pair[1]))
