def attempt(function, *args, **kwargs):
    try:
        print("->", repr(function(*args, **kwargs)))
    except Exception as error:
        print(type(error).__module__, type(error).__name__, error)


with open("f", "wb") as f:
    print(f, f.write(b"abcdef\nxyz\nlast"), f.tell(), f.seek(2), f.write(b"XY"), f.tell(), f.mode)
    attempt(f.read)
    attempt(f.readline)
    attempt(f.write, "x")
    attempt(f.write, None)
attempt(f.write, b"x")
with open("f", "rb") as f:
    print(f, f.read(3), f.tell(), f.readline(), f.read1(4), f.peek(2)[:2], f.seek(-2, 2),
          f.read(), f.raw, f.mode, f.name)
    attempt(f.write, b"x")
    attempt(f.seek, 0, 9)
    attempt(f.truncate)
    f.seek(0)
    print(list(f), f.read())
for method in (f.read, f.tell, f.peek, f.flush, f.readline, f.readlines, f.__enter__):
    attempt(method)
attempt(f.seek, 0)
attempt(next, f)
with open("f", "r+b") as f:
    print(f, f.read(2), f.write(b"__"), f.tell(), f.read(), f.seek(0), f.read())
    print(f.truncate(3), f.seek(0), f.read(), f.mode)
with open("f", "ab") as f:
    print(f.tell(), f.write(b"tail"), f.tell(), f.mode)
with open("f", "a+") as f:
    print(f.tell(), f.write("more"), f.tell(), f.seek(0), f.read(), f.mode)
with open("f", "xb+") if False else open("g", "x") as f:
    print(f.write("new"), f.mode)
attempt(open, "g", "x")
with open("f", "rb", buffering=0) as f:
    print(f, f.read(5), f.readall(), f.closefd, f.mode, f.readable(), f.writable(), f.isatty())
    attempt(f.write, b"x")
print(f)
attempt(f.read)
with open("f", "wb", buffering=4) as f:
    print(f.write(b"12"), open("f", "rb").read(), f.write(b"345"), open("f", "rb").read())
    print(f.write(b"6789abcdef"), f.flush(), open("f", "rb").read())
