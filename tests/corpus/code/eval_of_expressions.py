x = 3
print(eval("x + 1"), eval("  x * 2"), eval("\tx"), eval(b"x ** 2"))
print(eval("[x for x in range(3)]"), x)
print(eval("(lambda a: a + x)(4)"))
