def attempt(function, *args, **kwargs):
    try:
        print("->", repr(function(*args, **kwargs)))
    except Exception as error:
        print(type(error).__module__, type(error).__name__, error)


import io
import sys


class Upper(io.StringIO):
    def write(self, text):
        return super().write(text.upper())


class Collector:
    def __init__(self):
        self.parts = []

    def write(self, text):
        self.parts.append(text)

    def flush(self):
        self.parts.append("flushed")


class Lines(io.TextIOBase):
    def __init__(self):
        self.lines = ["p\n", "q\n"]

    def readline(self, size=-1):
        return self.lines.pop(0) if self.lines else ""


class Zeros(io.RawIOBase):
    def readable(self):
        return True

    def read(self, size=-1):
        return b"0" * size


upper = Upper()
print("hello", 3, file=upper)
upper.mark = 1
print(repr(upper.getvalue()), upper.__dict__)
collector = Collector()
print("a", "b", sep="-", file=collector, flush=True)
print(collector.parts)
print(list(Lines()))
with Lines() as lines:
    print(lines.readlines(), lines.closed)
print(lines.closed)
attempt(lines.readlines)
print(Zeros().readable(), Zeros().writable(), Zeros().read(3), isinstance(Zeros(), io.IOBase))
attempt(Zeros().fileno)
attempt(io.IOBase().seek, 0)
attempt(io.TextIOBase().read)
old, sys.stdout = sys.stdout, io.StringIO()
print("captured")
text, sys.stdout = sys.stdout.getvalue(), old
print(repr(text))
for name in "StringIO BytesIO TextIOWrapper BufferedReader FileIO".split():
    print(getattr(io, name), getattr(io, name).__name__, getattr(io, name).__module__)
print(io.DEFAULT_BUFFER_SIZE, io.SEEK_SET, io.SEEK_CUR, io.SEEK_END, io.UnsupportedOperation)
