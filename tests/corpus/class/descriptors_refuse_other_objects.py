def attempt(action):
    try:
        print(action())
    except TypeError as e:
        print(e)


attempt(lambda: list.append.__get__(5))
attempt(lambda: list.append.__get__([1])(2))
attempt(lambda: list.__len__.__get__("text"))
attempt(lambda: list.__len__.__get__([1, 2])())
attempt(lambda: Exception.__init__.__get__(3))
attempt(lambda: vars(dict)["fromkeys"].__get__(42))
attempt(lambda: vars(dict)["fromkeys"].__get__(None, int))
attempt(lambda: vars(dict)["fromkeys"].__get__({})("ab"))
attempt(lambda: vars(int)["real"].__get__("1"))
attempt(lambda: vars(type)["__dict__"].__get__(5))
print([].__add__.__objclass__, [].__add__.__name__, list.__add__.__objclass__)
