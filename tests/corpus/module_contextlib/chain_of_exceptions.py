# ExitStack: what its callbacks raise is chained as nested with statements would chain it.
from contextlib import AbstractContextManager, ExitStack


def chain(error):
    names = []
    while error is not None:
        names.append(repr(error))
        error = error.__context__
    return names


def throw(error):
    raise error


try:
    with ExitStack() as stack:
        stack.callback(throw, IndexError("last"))
        stack.callback(throw, KeyError("second"))
        stack.push(lambda *details: print("suppressed", chain(details[1])) or True)
        stack.callback(throw, ValueError("first"))
        1 / 0
except IndexError as error:
    print(chain(error))

try:
    try:
        raise TypeError("around")
    except TypeError:
        with ExitStack() as stack:
            stack.callback(throw, KeyError("in the stack"))
            raise ValueError("in the block")
except KeyError as error:
    print(chain(error))

with ExitStack() as stack:
    stack.push(lambda *details: True)
    raise ValueError("all well")
print(AbstractContextManager[int])
