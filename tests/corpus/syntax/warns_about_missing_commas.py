# A literal that is called or indexed is nearly always a list that lacks a comma: SyntaxWarning.
def f(a):
    try:
        {1}[0]; {x for x in a}[0]; (x for x in a)[0]; (lambda: 1)[0]; 5[0]; 5.5["a"]; None[0]; True[1]; ...[0]
    except TypeError:
        pass
    (x for x in a)()
    (lambda: 1)()
    "abc"["a"]
    b"abc"["a"]
    (1, 2)["a"]
    (1, a)["a"]
    [1, a]["a"]
    [x for x in a][1, 2]
    f"{a}"[a, 1]
    f"{a}"[None]
    "abc"[1.5]
    "abc"[True]
    "abc"[1:"x"]
    "abc"[(1)]
    "abc"[{}]
    "abc"[lambda: 1]
    "abc"[(x for x in a)]
    {"a": 1}["b"]
    {1: 2}[[]]
    [1]["a"] = 3
    [1]["a"] += 3
    del [1]["a"]
    "abc"[a]
    [[1, 2]
     [3, 4]]
    (1, 2)[3, 4][5]
    -1[0]
    x = 1 if a else "a"["b"]
    return "abc"["a"]
class C:
    y = [1, 2]["a"] if 0 else 3
print(1)
x = 2
print(x is 1, x is 1, x is not 1)
