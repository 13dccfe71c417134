def outer():
    def inner():
        yield
    return inner()


print(outer().__qualname__, (x for x in "").__qualname__, (lambda: (yield))().__qualname__)


def of_expression():
    return (x for x in "")


print(of_expression().__name__, of_expression().__qualname__)
print(repr(of_expression()).split(" at ")[0])
