def attempt(function, *args, **kwargs):
    try:
        print("->", repr(function(*args, **kwargs)))
    except Exception as error:
        print(type(error).__name__, error)


a = bytearray(5)
def ops():
    a[0] = 256
attempt(ops)
def ops(): a["x"] = 1
attempt(ops)
def ops(): a[9] = 1
attempt(ops)
def ops(): a[0] = "x"
attempt(ops)
def ops(): a[::2] = b"x"
attempt(ops)
def ops(): a[1:2] = 5
attempt(ops)
def ops(): a[1:2] = "x"
attempt(ops)
def ops():
    x = bytearray(); x += "q"
attempt(ops)
attempt(a.append, 256)
attempt(a.append, "x")
attempt(a.extend, 5)
attempt(a.extend, "x")
attempt(a.pop, 10)
attempt(bytearray().pop)
attempt(a.remove, 99)
attempt(a.insert, 0, 300)
attempt(hash, a)
attempt(lambda: {a: 1})
