print("a b  c".split(), "a,b,,c".split(","), "a b c".split(" ", 1), "".split(), "".split(","))
print(",".join(["a", "b", "c"]), "".join(("x", "y")), "-".join([]))
