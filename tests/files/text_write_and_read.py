def attempt(function, *args, **kwargs):
    try:
        print("->", repr(function(*args, **kwargs)))
    except Exception as error:
        print(type(error).__module__, type(error).__name__, error)


with open("f", "w") as f:
    print(f, f.name, f.mode, f.encoding, f.errors, f.closed, f.readable(), f.writable(),
          f.seekable(), f.newlines, f.line_buffering)
    print(f.write("hello\nwörld\n"), f.tell())
    f.writelines(["a\n", "b\n", "c"])
    attempt(f.read)
    attempt(f.readline)
    attempt(f.write, b"x")
    attempt(next, f)
print(f, f.closed)
for method in (f.read, f.flush, f.tell, f.__enter__, f.readlines):
    attempt(method)
attempt(f.write, "x")
attempt(next, f)
f.close()
with open("f") as f:
    for line in f:
        print(repr(line))
    print(f.newlines)
print(open("f").read())
