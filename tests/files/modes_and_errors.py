def attempt(function, *args, **kwargs):
    try:
        print("->", repr(function(*args, **kwargs)))
    except Exception as error:
        print(type(error).__module__, type(error).__name__, error)


open("f", "w").close()
for mode in ("q", "rw", "rbt", "", "b", "rr", "r++", "U"):
    attempt(open, "f", mode)
attempt(open, "f", 3)
attempt(open, "none/x")
attempt(open, "none", "r+")
attempt(open, "none/x", "w")
attempt(open, ".")
attempt(open, ".", "w")
attempt(open, "f/x")
attempt(open, "f", "rb", encoding="utf-8")
attempt(open, "f", "rb", errors="x")
attempt(open, "f", "rb", newline="")
attempt(open, "f", buffering=0)
attempt(open, "f", newline="q")
attempt(open, "f", newline=3)
attempt(open, "f", encoding="nope")
attempt(open, "f", encoding=3)
attempt(open)
attempt(open, "a\0b")
attempt(open, 99)
attempt(open, -1)
attempt(open, 1.5)
attempt(open, "f", closefd=False)
attempt(open, "f", mode="r", wrong=1)
try:
    open("missing")
except OSError as error:
    print(error.errno, error.strerror, error.filename, repr(error), type(error).__mro__[:3])
