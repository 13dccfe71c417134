"""An expression may not be nested without end: compiling it counts as recursion."""

def attempt(name, source):
    try:
        compile(source, "<text>", "eval")
        print(name, "compiles")
    except (RecursionError, SyntaxError) as e:
        print(name, type(e).__name__, e)

for depth in 100, 5000:
    attempt("minus", "-" * depth + "1")
    attempt("not", "not " * depth + "1")
    attempt("sum", "+".join(["1"] * depth))
    attempt("attribute", "x" + ".real" * depth)
    attempt("call", "x" + "()" * depth)
    attempt("item", "x" + "[0]" * depth)
    attempt("conditional", "1 if 1 else " * depth + "1")
    attempt("comparison", "1 < 2" + " < 3" * depth)
    attempt("and", "1 " + "and 1 " * depth)
    attempt("tuple", "1, " * depth)
for opening, closing in "()", "[]", "{}":
    attempt("brackets", opening * 150 + closing * 150)
    attempt("brackets", opening * 250 + closing * 250)
