for value in (0, 1, -1, 0.0, "", "0", [], [0], (), (0,), {}, {0: 0}, None, True, False, range(0)):
    if value:
        print(repr(value), "is true")
    else:
        print(repr(value), "is false")
