# slice.indices() takes bounds and lengths of any size.
for s in (slice(None), slice(1, 10 ** 30), slice(-5, None), slice(None, None, -1), slice(10, 2, -3),
          slice(-(10 ** 30), 10 ** 30, 10 ** 25), slice(10 ** 30, None, -(10 ** 29)),
          slice(True, None, True)):
    print(s, [s.indices(length) for length in (0, 3, 10 ** 6, 2 ** 100)])


class Index:
    def __init__(self, number):
        self.number = number

    def __index__(self):
        return self.number


print(slice(Index(-3), Index(2 ** 70), Index(2)).indices(Index(10)))
for trial in (lambda: slice(None).indices(-1), lambda: slice(1, 2, 0).indices(5),
              lambda: slice(1.5, None).indices(5), lambda: slice(None, "2").indices(5),
              lambda: slice(None).indices(1.0), lambda: slice("1", 2, 0).indices(-1)):
    try:
        print(trial())
    except (TypeError, ValueError) as e:
        print(type(e).__name__, e)
