"""What stands before the colon of an annotation is evaluated, and outside functions what follows it."""


def told(value):
    print(value)
    return value


class Holder:
    pass


holder, table = Holder(), {}
told("holder") and None
told(1), told(2)
holder.name: told("an attribute's")
table[told(1)]: told("an item's")
table[told(1):told(2), told(3)]: told("a slice's")
table[told(4)]: told("an item's with a value") = told("the value")
(name): told("a name's in parentheses")
(other): told("with a value") = 3


def function():
    table[told(5)]: told("never")
    holder.name: told("never either") = 3
    local: told("nor this")
    try:
        undefined.name: int
    except NameError as error:
        print(error)


function()


class Body:
    holder.second: told("in a class")
    (third): told("and in parentheses there")
    fourth: told("which is kept")


print(__annotations__, Body.__annotations__, table, other)
for text in "undefined.x: int", "undefined[told(0)]: int", "table[undefined]: int":
    try:
        exec(text)
    except NameError as error:
        print(error)
