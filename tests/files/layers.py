def attempt(function, *args, **kwargs):
    try:
        print("->", repr(function(*args, **kwargs)))
    except Exception as error:
        print(type(error).__module__, type(error).__name__, error)


import io

with open("f", "w") as f:
    print(type(f), type(f.buffer), type(f.buffer.raw), f.buffer.raw, f.fileno() == f.buffer.fileno())
    f.note = 3
    print(f.note, f.__dict__, hasattr(f, "other"))
for mode, kind in ("r", io.TextIOWrapper), ("rb", io.BufferedReader), ("wb", io.BufferedWriter), \
        ("r+b", io.BufferedRandom):
    with open("f", mode) as f:
        print(isinstance(f, kind), isinstance(f, io.IOBase), isinstance(f, io.TextIOBase),
              isinstance(f, io.BufferedIOBase), isinstance(f, io.RawIOBase))
f = open("f")
g = f.detach()
print(g, f)
attempt(f.read)
g.close()
try:
    open("f").write("x")
except io.UnsupportedOperation as error:
    print(repr(error), isinstance(error, OSError), isinstance(error, ValueError), error.args)


class Path:
    def __fspath__(self):
        return "f"


with open(Path()) as f:
    print(f.name)
with open(b"f") as f:
    print(f.name)
raw = io.FileIO("f", "w")
print(raw, raw.write(b"12345"), raw.tell(), raw.seek(1), raw.truncate(), raw.name)
raw.close()
fd = open("f", "rb").detach()
print(fd, fd.read())
fd.close()
with open("f", "r+") as f:
    print(f.read(), f.write("added"), f.seek(0), f.read())


def opener(path, flags):
    print("opener", path)
    return keep.fileno()


keep = open("f")
with open("any", opener=opener, closefd=True) as f:
    print(f.read())
