with open("f", "w", newline="") as f:
    f.write("a\r\nb\rc\nd\r")
for n in (None, "", "\n", "\r", "\r\n"):
    with open("f", newline=n) as f:
        print(repr(n), f.readlines(), f.newlines)
    with open("f", newline=n) as f:
        print([f.read(1) for i in range(10)], f.newlines)
    with open("f", newline=n) as f:
        print([f.readline(2) for i in range(10)], f.newlines)
for n in (None, "", "\n", "\r", "\r\n"):
    with open("f", "w", newline=n) as f:
        print(f.write("x\ny\r\nz"))
    print(repr(n), open("f", "rb").read())
with open("f", "wb") as f:
    f.write(b"x" * 8191 + b"\r\n" + b"y" * 8190 + b"\xc3\xa9\r\n")
with open("f") as f:
    print([len(line) for line in f], f.newlines)
