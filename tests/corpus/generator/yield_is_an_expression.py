def several():
    print("sum", (yield 1) + (yield 2))
    print("list", [(yield 3), (yield 4)])
    print("call", max((yield 5), (yield 6)))
    x = y = yield 7
    print(x, y)
    print(f"{(yield 8)}!")


generator = several()
value = next(generator)
try:
    while True:
        print("got", value)
        value = generator.send(value * 10)
except StopIteration:
    print("end")
