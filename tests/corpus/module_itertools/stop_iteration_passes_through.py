# Some pass on the StopIteration of their source, with its value; some swallow it.
from itertools import *


class Ended:
    def __iter__(self):
        return self

    def __next__(self):
        raise StopIteration("the end")


for name, make in (("islice", lambda: islice(Ended(), 5)), ("takewhile", lambda: takewhile(len, Ended())),
                   ("dropwhile", lambda: dropwhile(len, Ended())), ("starmap", lambda: starmap(len, Ended())),
                   ("filterfalse", lambda: filterfalse(None, Ended())), ("chain", lambda: chain(Ended())),
                   ("compress", lambda: compress(Ended(), Ended())), ("cycle", lambda: cycle(Ended())),
                   ("accumulate", lambda: accumulate(Ended())), ("pairwise", lambda: pairwise(Ended())),
                   ("zip_longest", lambda: zip_longest(Ended())), ("groupby", lambda: groupby(Ended())),
                   ("tee", lambda: tee(Ended())[0])):
    try:
        next(make())
    except StopIteration as error:
        print(name, error.value)
