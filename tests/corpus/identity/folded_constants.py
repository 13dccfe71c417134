# What the compiler computes is one object for equal constants of a module, also in its functions.
def same(a, b):
    return a is b


x = 10 ** 20
y = 10 ** 20
print(x is y, same(2 ** 40, 2 ** 40), same(10 ** 30, 10 ** 30), same(1 << 40, 1 << 40))
a, b = 1000 * 1000, 1000 * 1000
print(a is b, same("ab" * 10, "ab" * 10), same((1, 2) * 2, (1, 2) * 2), same(2.0 ** 3, 2.0 ** 3))


def inside():
    z = 10 ** 20
    return z is x, same(2 ** 127, 2 ** 127), same(3 ** -1, 3 ** -1)


print(inside())
text = "some text %d" % 7
print("%s" % text is text, "%s" % (text,) is text, "{}".format(text) is text, f"{text}" is text)
print(text.zfill(3) is text, text.expandtabs() is text, text.ljust(2) is text)
