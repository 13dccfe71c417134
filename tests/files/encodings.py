def attempt(function, *args, **kwargs):
    try:
        print("->", repr(function(*args, **kwargs)))
    except Exception as error:
        print(type(error).__module__, type(error).__name__, error)


with open("f", "wb") as f:
    f.write(b"ok\nb\xffd\n")
with open("f") as f:
    attempt(f.readline)
    attempt(f.read)
with open("f", errors="replace") as f:
    print(ascii(f.read()))
with open("f", errors="ignore") as f:
    print(f.readlines())
with open("f", errors="backslashreplace") as f:
    print(f.readlines())
with open("f", errors="surrogateescape") as f:
    print(ascii(f.readline()), ascii(f.read()))
with open("f", encoding="latin-1") as f:
    print(f.readlines(), f)
with open("f", "w", encoding="ascii") as f:
    attempt(f.write, "é")
    attempt(f.write, "x")
with open("f", "w", encoding="latin-1", errors="replace") as f:
    print(f.write("é€"))
print(open("f", "rb").read())
with open("f", "wb") as f:
    f.write(b"cut off \xe2\x82")
with open("f") as f:
    attempt(f.read)
