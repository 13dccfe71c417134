"""How many owners constants and names have, by the code objects that share them."""
import sys

count = sys.getrefcount
x = []
print("global", count(x))
y = x
print("two globals", count(x))
globals()["z"] = x
print("by dict", count(x))
del y, z
print("one", count(x))

def reads():
    return count(x)

def writes():
    global other
    other = x
    return count(x)

print("read in a function", reads(), count(x))
print("written in a function", writes(), count(x))
del other

def difference(action):
    n = 10 ** 9 + len(x)
    before = count(n)
    result = action(n)
    return count(n) - before

print("int in a list", difference(lambda n: [n]))
print("int added to 0", difference(lambda n: n + 0))
print("int()", difference(lambda n: int(n)))
kept = []
print("int kept", difference(lambda n: kept.append(n)))

def constants():
    a = 1000003
    before = count(a)
    b = 1000003
    c = [1000003, 1000003]
    return count(a) - before, b is c[0], c[0] is c[1]

print("constants of one code", constants())

def tuples():
    a = (1000007, "text of a constant")
    before = count(a)
    b = (1000007, "text of a constant")
    return a is b, count(a) - before

print("constant tuples", tuples())

def small():
    a = 201  # so many are not counted: none of the counts is the int itself
    before = count(201)
    b = [201, 201, 201]
    return count(201) - before

print("small ints", small())

def nothing():
    before = count(None)
    a = [None] * 10
    after = count(None)
    return after - before

print("None", nothing())

def truth():
    before = count(True)
    a = [1 < 2] * 5
    return count(True) - before

print("True", truth())


def empty():
    before = count(())
    a = [(), tuple([]), ()[:]]
    return count(()) - before

print("empty tuples", empty())

def names():
    s = sys.intern("a_name_for_this_test_" + str(len(x)))
    before = count(s)
    t = sys.intern("a_name_for_this_test_" + str(len(x)))
    middle = count(s)
    d = {s: s}
    return before, middle - before, s is t, count(s) - middle

print("interned", names())
f = 1.5 * (len(x) + 1)
print("float", count(f), count(+f), count(float(f)))
s = "some text " + str(len(x))
print("str", count(s), count(str(s)), count(s + ""), count(s[:]), count(s * 1))
b = s
s += "!"
print("+=", count(s), count(b))
print("f-string", count(f"{b}!"), count(f"{b}"))
print("join", count("".join([b])), count("".join([b, b])))
print("type", count(type(x)) == count(list))
