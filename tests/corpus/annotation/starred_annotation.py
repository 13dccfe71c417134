"""*args: *types unpacks an iterable of one item (PEP 646)."""


class Types:
    def __iter__(self):
        print("iterated")
        return iter([int])


def one(*args: *Types(), **rest: str):
    return args


print(one.__annotations__, one(1, 2))


def define(types):
    try:
        def other(first, *args: *types) -> None:
            pass
        print(other.__annotations__)
    except Exception as error:
        print(type(error).__name__, error)


define((str,))
define([])
define([int, str])
define(5)
define("a")
