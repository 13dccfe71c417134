# The source's code draws from the iterator that is drawing from it.
import gc
from itertools import *


class Within:
    """Draws from the iterator `outer` once, then gives 1, 2 and ends."""
    def __init__(self):
        self.calls = 0
        self.outer = None

    def __iter__(self):
        return self

    def __next__(self):
        self.calls += 1
        if self.calls == 1:
            print("  within:", end=" ")
            try:
                print(next(self.outer))
            except (StopIteration, RuntimeError) as error:
                print(type(error).__name__, error)
        if self.calls > 3:
            raise StopIteration
        return self.calls


for name, wrap in (("chain", lambda s: chain(s, "ab")), ("islice", lambda s: islice(s, 0, None, 2)),
                   ("accumulate", accumulate), ("cycle", lambda s: islice(cycle(s), 8)),
                   ("tee", lambda s: tee(s)[1]), ("zip_longest", lambda s: zip_longest(s, "abcdef")),
                   ("takewhile", lambda s: takewhile(bool, s)), ("starmap", lambda s: starmap(max, zip(s, s)))):
    source = Within()
    source.outer = outer = wrap(source)
    print(name)
    print("  ", list(outer))
    del source, outer
    gc.collect()


def use_up(item):
    return list(outer)


for make in lambda: chain(map(use_up, [1, 2]), [3]), lambda: islice(map(use_up, [1, 2]), 5):
    outer = make()
    print(list(outer))
