a = list(range(10))
for start in (None, 0, 3, -3, 20):
    for stop in (None, 0, 7, -1, -20):
        for step in (None, 2, -1, -3):
            print(start, stop, step, a[start:stop:step], "0123456789"[start:stop:step])
