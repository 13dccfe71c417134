"""'%s %r' % (a, b) is an f-string when it is compiled: each item is formatted in its turn."""


class Named:
    def __init__(self, name):
        self.name = name
        print("evaluated", name)

    def __str__(self):
        print("str of", self.name)
        return self.name

    def __repr__(self):
        print("repr of", self.name)
        return f"<{self.name}>"


class Styled(str):
    def __str__(self):
        return self

    def __format__(self, spec):
        return f"styled {spec!r}"


print("%s, %r, %a" % (Named("a"), Named("b"), Named("c")))
print("%d, %s" % (len(Named("d").name), Named("e")))  # %d: a tuple first
print("%s %5s" % (Styled("x"), Styled("y")))
print(Styled("%s") % (Styled("x"),))

# Widths, precisions and flags
a, b = "text", "\xe9\u20ac"
print("[%6s] [%-6s] [%06s] [%+6s] [% 6s] [%#6s]" % (a, a, a, a, a, a))
print("[%.2s] [%8.3r] [%-8.1a] [%.s] [%.0s] [%.01s] [%0s]" % (a, b, b, a, a, a, a))
print("100%% of %s%%, %%s" % (a,), "%s" % (a,), "%s" % (5,), "%r%r" % (a, b))
print("%99s|" % (a,) == " " * 95 + "text|", "%100s|" % (a,) == " " * 96 + "text|")

# What is left to run time
rest = ["p", "q"]
print("%s-%s" % (*rest,), "%(name)s" % {"name": a}, "%*s" % (7, a), "%ls" % (a,))
for text in ("'%s %s' % (a,)", "'%s' % (a, b)", "'%s%' % (a,)", "'%y' % (a,)", "'' % (a,)",
             "'%s' % ()", "'%.*s' % (a, b)", "'%(x)s' % (a,)",
             "'%\u012ds' % (a,)", "'%\u0173' % (a,)"):
    try:
        print(text, eval(text))
    except (TypeError, ValueError) as error:
        print(text, "->", type(error).__name__, error)
