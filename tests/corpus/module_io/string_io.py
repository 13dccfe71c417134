def attempt(function, *args, **kwargs):
    try:
        print("->", repr(function(*args, **kwargs)))
    except Exception as error:
        print(type(error).__module__, type(error).__name__, error)


import io

s = io.StringIO("one\ntwo\nthree")
print(s.read(2), s.tell(), s.readline(), s.readlines(), repr(s.read()), s.seek(0), s.getvalue())
print(list(s), s.readline())
s = io.StringIO()
print(s.write("hello"), s.write(" wörld"), s.getvalue(), s.seek(3), s.write("XX"), s.getvalue())
print(s.truncate(5), s.getvalue(), s.seek(8), s.write("!"), repr(s.getvalue()))
attempt(s.write, b"x")
attempt(s.seek, -1)
attempt(s.seek, 1, 1)
attempt(s.seek, 0, 7)
attempt(s.truncate, -1)
attempt(io.StringIO, 3)
attempt(io.StringIO, "", "q")
attempt(s.fileno)
attempt(s.read, "a")
attempt(s.detach)
print(s.readable(), s.writable(), s.seekable(), s.closed, s.encoding, s.errors, s.newlines)
s.close()
for method in (s.read, s.getvalue, s.readline, s.tell):
    attempt(method)
attempt(s.write, "a")
print(s.closed)
for n in (None, "", "\n", "\r", "\r\n"):
    s = io.StringIO("a\r\nb\rc\nd\r", newline=n)
    print(repr(n), s.readlines(), repr(s.getvalue()), s.newlines)
with io.StringIO("inside") as s:
    print(s.read())
s = io.StringIO("a\U0001f600b")
print(ascii(s.read(2)), s.tell(), s.read())
