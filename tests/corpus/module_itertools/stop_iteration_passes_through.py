# Some pass on the StopIteration of their source, with its value; some swallow it.
from itertools import *


class Ended:
    def __iter__(self):
        return self

    def __next__(self):
        raise StopIteration("the end")


def tell(name, iterator):
    try:
        next(iterator)
    except StopIteration as error:
        print(name, error.value)


tell("islice", islice(Ended(), 5))
tell("takewhile", takewhile(len, Ended()))
tell("dropwhile", dropwhile(len, Ended()))
tell("filterfalse", filterfalse(None, Ended()))
tell("compress", compress(Ended(), Ended()))
tell("starmap", starmap(len, Ended()))
tell("accumulate", accumulate(Ended()))
tell("pairwise", pairwise(Ended()))
tell("chain", chain(Ended()))
tell("cycle", cycle(Ended()))
tell("zip_longest", zip_longest(Ended()))
tell("groupby", groupby(Ended()))
