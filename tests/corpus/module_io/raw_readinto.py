"""A raw stream that has only readinto(): read, readall and a BufferedReader above it work."""
import io


class Raw(io.RawIOBase):
    def __init__(self, data):
        self.data, self.kinds = data, []

    def readable(self):
        return True

    def readinto(self, target):
        self.kinds.append(type(target).__name__)
        part = self.data[:min(len(target), 5)]
        self.data = self.data[len(part):]
        target[:len(part)] = part
        return len(part)


def attempt(name, function, *arguments):
    try:
        print(name, function(*arguments))
    except Exception as e:
        print(name, type(e).__name__, e, repr(e.__cause__))


TEXT = b"hello\nworld, all\nx"
raw = Raw(TEXT)
print(raw.read(3), raw.read(-1), raw.read(4), raw.kinds)
print(Raw(TEXT).readall(), Raw(TEXT).readline(), Raw(TEXT).readlines())
reader = io.BufferedReader(Raw(TEXT))
print(reader.readline(), reader.read(4), reader.raw.kinds)
print(reader.read())
reader = io.BufferedReader(Raw(TEXT * 3), 16)
array, view = bytearray(9), memoryview(bytearray(9))
print(reader.read(20), reader.readinto(array), array, reader.readinto(view[2:]), view.tobytes())
print(io.TextIOWrapper(io.BufferedReader(Raw(b"abc\r\nd"))).read())


class Answer(Raw):
    def readinto(self, target):
        return self.data


for answer in ("x", 1.5):
    attempt("read", Answer(answer).read, 4)
    attempt("buffered", io.BufferedReader(Answer(answer)).read, 4)
attempt("buffered", io.BufferedReader(Answer(-1)).read, 4)
attempt("buffered", io.BufferedReader(Answer(9999)).read, 4)
attempt("read", Answer(None).read, 4)


class Buffered(io.BufferedIOBase):
    def read(self, size=-1):
        return b"abcdefgh"[:size] if size != 3 else b"too long"

    def read1(self, size=-1):
        return "text"


array = bytearray(4)
print(Buffered().readinto(array), array)
attempt("too long", Buffered().readinto, bytearray(3))
attempt("no bytes", Buffered().readinto1, bytearray(3))
