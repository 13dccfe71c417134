# While a text runs that was compiled to be run at once, its literals have one owner more: CPython
# keeps the syntax tree until then. Code that compile() made, or a module, has none.
import sys

count = sys.getrefcount
print(count(1000), count("some words"), count(2.5), count(b"some bytes"), count((1000, 2000)))
x = 10 ** 20
y = 10 ** 20
print(count(x), count(1000 * 1000), count(-1000), count("ab" * 30))


def inside():
    z = 10 ** 20
    return count(z), count(10 ** 7), count(98765), count("more words")


print(inside(), inside())
print(eval("count(55555)"), eval("count(10 ** 8)"), eval("count('even more words')"))
exec("print(count(77777)); v = 88888; print(count(v))")
print(count(v))
code = compile("count(66666)", "text", "eval")
print(eval(code))
print(count(range(3, 10 ** 6).stop), count(range(300, 600).stop))
r = range(1000, 2000)
print(r.start is r.start, count(r.start), count(r.stop))
print(count([5000, 6000][1]), count({"q": 7000}["q"]))
