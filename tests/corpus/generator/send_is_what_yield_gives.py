def average():
    total = count = 0
    mean = None
    while True:
        value = yield mean
        total += value
        count += 1
        mean = total / count


generator = average()
next(generator)
for value in (10, 20, 60):
    print(generator.send(value))
