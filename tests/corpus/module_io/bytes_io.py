def attempt(function, *args, **kwargs):
    try:
        print("->", repr(function(*args, **kwargs)))
    except Exception as error:
        print(type(error).__module__, type(error).__name__, error)


import io

b = io.BytesIO(b"one\ntwo\nthree")
print(b.read(2), b.tell(), b.readline(), b.readlines(), b.read(), b.seek(0), b.getvalue())
print(list(b), b.read1(3))
b = io.BytesIO()
print(b.write(b"hello"), b.getvalue(), b.seek(2), b.write(b"XX"), b.getvalue(), b.truncate(3))
print(b.getvalue(), b.seek(6), b.write(b"!"), b.getvalue(), b.seek(-1, 2), b.read())
attempt(b.write, "x")
attempt(b.seek, -1)
attempt(b.seek, 0, 9)
attempt(b.truncate, -1)
attempt(io.BytesIO, 3)
attempt(b.fileno)
attempt(b.detach)
with b:
    print(b.readable(), b.writable(), b.seekable(), b.closed, b.isatty())
attempt(b.read)
attempt(b.getvalue)
attempt(b.__enter__)
print(b.closed)
