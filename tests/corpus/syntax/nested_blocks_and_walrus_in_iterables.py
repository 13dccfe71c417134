def check(source):
    try:
        compile(source, "text", "exec")
        print("good")
    except SyntaxError as e:
        print(e.msg, e.lineno, e.offset, e.end_offset)


def nested(header, count):
    return "".join("  " * i + header + "\n" for i in range(count)) + "  " * count + "pass"


for header in ("if a:", "while a:", "for a in b:", "with a:"):
    check(nested(header, 20))
    check(nested(header, 21))
check("[a for i in range(5) if (j := 0) for j in range(5)]")
check("{i for i in (lambda: (j := range(5)))()}")
check("[i for i in [j := 1]]")
check("[i for i in [k for k in (m := a)]]")
check("[(m := i) for i in range(5)]")
