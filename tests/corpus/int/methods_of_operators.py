print((-5).__abs__(), True.__abs__(), (-1.5).__abs__(), (7).__divmod__(2), (7).__rdivmod__(20))
print((7.5).__divmod__(2), (2).__divmod__(7.5), (2.0).__rdivmod__(7), (3).__getnewargs__())
print((1.5).__getnewargs__(), True.__getnewargs__(), divmod(7, -2), divmod(7.5, 2), divmod(True, 2))


class N(int):
    def __abs__(self):
        return "mine"

    def __divmod__(self, other):
        return "divided"


print(abs(N(-3)), divmod(N(3), 2), divmod(2, N(3)))
for pair in ((1, "a"), ("a", 1), (1, 0), (1.5, 0), (None, 1)):
    try:
        print(divmod(*pair))
    except (TypeError, ZeroDivisionError) as error:
        print(type(error).__name__, error)
