"""What methods and special methods say of too few, too many, wrong and named arguments: each kind
in the words, and in the order of checks, of its kind of C function."""

def attempt(name, call, *arguments, **keywords):
    try:
        result = call(*arguments, **keywords)
        print(name, arguments, keywords, "gives", type(result).__name__)
    except Exception as e:
        print(name, arguments, keywords, type(e).__name__, e)

CALLS = [
    ("sort", [2, 1].sort), ("sorted", sorted), ("sum", sum), ("super", super), ("hex", b"ab".hex),
    ("translate", b"ab".translate), ("replace", b"ab".replace), ("fromhex", bytes.fromhex),
    ("startswith", "ab".startswith), ("find", b"ab".find), ("count", bytearray(b"ab").count),
    ("union", {1}.union), ("update", {1}.update), ("difference_update", {1}.difference_update),
    ("to_bytes", (5).to_bytes), ("from_bytes", int.from_bytes), ("__round__", (5).__round__),
    ("__format__", "ab".__format__), ("str +", "ab".__add__), ("bytes +", b"ab".__add__),
    ("list +", [1].__add__), ("tuple +", (1,).__add__), ("str *", "ab".__mul__),
    ("* tuple", (1,).__rmul__), ("list *=", [1].__imul__), ("abs", (5).__abs__),
    ("float", (1.5).__float__), ("divmod", (5).__divmod__), ("in dict", {1: 2}.__contains__),
    ("in set", {1}.__contains__), ("in list", [1].__contains__), ("list[]", [1, 2].__getitem__),
    ("dict[]", {3: 1}.__getitem__), ("str[]", "ab".__getitem__), ("list[]=", [1].__setitem__),
]
for name, call in CALLS:
    attempt(name, call)
    for argument in 3, "ab", None, [1, 2]:
        if (name, argument) != ("dict[]", "ab") and (name, argument) != ("dict[]", None):
            attempt(name, call, argument)
    attempt(name, call, "a", None, 3)
    attempt(name, call, 1, 2, 3, 4)
    attempt(name, call, foo=1)
    attempt(name, call, 3, foo=1, bar=2)

for arguments in (3, 4), (3, "a"), ("ab", 3), ("ab", "cd", 5), (3, "a", "b"), ("ab", "c"):
    attempt("maketrans", str.maketrans, *arguments)
for reverse in "a", None, 2, 0, True:
    attempt("reverse", sorted, [1, 3, 2], reverse=reverse)
attempt("NameError", NameError, 1, foo=1, bar=2)
print(type(OSError(1, "a", "b", 4, "c")), type(OSError(1, "a", "b", 4, "c", 6)))
