"""from __future__ import annotations: an annotation is its text, whose names mean nothing."""
from __future__ import annotations


def around():
    x = 1

    def inner(a: x) -> x:
        y: x = 2
        return y
    return inner


print(around().__closure__, around().__annotations__, around().__code__.co_freevars)


def stars(*args: *Types):
    pass


print(stars.__annotations__)


class Marked:
    dict_: {1: 2, **x}
    list_: [i for i in j if k if l for m, n in o]
    conditional: x if y else z
    boolean: (a or b) and not c if 0 else 1
    set_: {1, *x}
    slices: x[1:2, ::3, *a]
    generator: f(x for x in y)
    call: f((a, b), *c, d=1, **e)
    power: (-a) ** -b ** c
    comparison: not (a < b) == c is not d not in e
    tuple_: (a, b)
    number: 1 .real
    large: 1e999
    dict_comprehension: {k: v for k, v in z}
    one: x[1,]
    none: x[()]
    sums: -(a + b) * c - (d - e)
    quotes: "it's"
    raw: b"x"
    nested: (a if b else c) if (d if e else f) else g
    attribute: a[b](c).d
    single: (x,)
    dots: ...
    alternatives: int | None
    strings: "a" "b"


for name, text in Marked.__annotations__.items():
    print(name, repr(text))

for text in "a: (yield)", "def f(x: [y, (z := 1)]): pass", "a[0]: (yield 1)":
    try:
        exec("from __future__ import annotations\n" + text)
        print("accepted")
    except SyntaxError as error:
        print(error.msg, error.lineno, error.offset, error.end_offset)
