# What the compiler computes is one object for equal constants of a module, also in its functions.
import sys

x = 10 ** 20
y = 10 ** 20
print(x is y, 2 ** 40 is 2 ** 40, 10 ** 30 is 10 ** 30, 1 << 40 is 1 << 40)
a, b = 1000 * 1000, 1000 * 1000
print(a is b, "ab" * 10 is "ab" * 10, (1, 2) * 2 is (1, 2) * 2, 2.0 ** 3 is 2.0 ** 3)


def inside():
    z = 10 ** 20
    return z is x, 2 ** 127 is 2 ** 127, 3 ** -1 is 3 ** -1


print(inside())
n, text = 2, "some text %d" % 7
print("%s" % text is text, "%s" % (text,) is text, "{}".format(text) is text, f"{text}" is text)
print(text.zfill(3) is text, text.expandtabs() is text, text.ljust(2) is text)
