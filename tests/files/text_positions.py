def attempt(function, *args, **kwargs):
    try:
        print("->", repr(function(*args, **kwargs)))
    except Exception as error:
        print(type(error).__module__, type(error).__name__, error)


with open("f", "w") as f:
    f.write("hello\nwörld\na\nb\nc")
with open("f") as f:
    print(f.read(3), f.tell(), f.readline(), f.tell(), f.readlines(), f.tell(), repr(f.read()))
    print(f.seek(7), f.read(2), f.seek(0, 2), f.tell(), f.seek(3), f.seek(0, 1))
    attempt(f.seek, 1, 1)
    attempt(f.seek, -1, 2)
    attempt(f.seek, -1)
    attempt(f.seek, 0, 5)
    attempt(f.write, "x")
    f.seek(0)
    print(f.readlines(8), next(f))
    attempt(f.tell)
    print(list(f), f.tell())
lines = [f"{i} line é\n" for i in range(3000)]
with open("f", "w") as f:
    print(f.write("".join(lines)), f.tell())
with open("f") as f:
    print(sum(1 for line in f), f.tell())
with open("f") as f:
    places = []
    while True:
        places.append(f.tell())
        if not f.readline():
            break
    print(len(places), places[-1], f.seek(places[1234]), f.readline())
with open("f") as f:
    print("".join(iter(lambda: f.read(777), "")) == "".join(lines))
