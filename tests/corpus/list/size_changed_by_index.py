"""An __index__ that empties the list that it is an index of."""


class Index:
    def __init__(self, values, value):
        self.values, self.value = values, value

    def __index__(self):
        self.values.clear()
        return self.value


def attempt(name, function):
    values = list(range(250)) * 4
    try:
        print(name, function(values), len(values))
    except Exception as e:
        print(name, type(e).__name__, e, len(values))


attempt("item", lambda a: a[Index(a, 500)])
attempt("slice", lambda a: a[Index(a, 500):Index(a, 700)])
attempt("set slice", lambda a: a.__setitem__(slice(Index(a, 3), 900), []))
attempt("set", lambda a: a.__setitem__(Index(a, 5), 1))
attempt("delete", lambda a: a.__delitem__(Index(a, 5)))
attempt("delete stepped", lambda a: a.__delitem__(slice(Index(a, 5), 900, 2)))
attempt("pop", lambda a: a.pop(Index(a, 5)))
attempt("insert", lambda a: a.insert(Index(a, 5), 1))
attempt("index", lambda a: a.index(3, Index(a, 500), 900))
attempt("*", lambda a: a * Index(a, 2))
attempt("*", lambda a: Index(a, 2) * a)
attempt("*=", lambda a: a.__imul__(Index(a, 2)))


class Equal:
    def __init__(self, values):
        self.values = values

    def __eq__(self, other):
        self.values.clear()
        return True


values = [1, 2, 3]
values[1:] = [Equal(values), 3]
print(values.remove("x"), values)
