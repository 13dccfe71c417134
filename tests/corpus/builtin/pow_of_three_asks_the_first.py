class Base:
    def __pow__(self, exponent, modulus=None):
        return "pow", exponent, modulus


class Number(int):
    def __pow__(self, exponent, modulus=None):
        return NotImplemented if modulus == 7 else ("number", int(exponent), modulus)


def attempt(*arguments):
    try:
        print(pow(*arguments))
    except (TypeError, ValueError) as e:
        print(type(e).__name__, e)


attempt(Base(), 1, 2)
attempt(Base(), 1)
attempt(Number(2), 3, 5)
attempt(Number(2), 3)
attempt(2, Number(3), 5)
attempt(2.0, 3, 5)
attempt(2, 3, 5.0)
attempt("a", 3, 5)
attempt(3, 4, 0)
attempt(3, -1, 7)
print(pow(base=3, exp=4, mod=5))
