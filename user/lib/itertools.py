"""Iterators for looping, as generators. Each does what the one of that name in CPython's C module
does; what cannot be seen from outside (reprs, pickling) is not imitated."""


def count(start=0, step=1):
    while True:
        yield start
        start += step


def cycle(iterable):
    saved = []
    for item in iterable:
        yield item
        saved.append(item)
    while saved:
        yield from saved


def repeat(object, times=None):
    if times is None:
        while True:
            yield object
    for _ in range(times):
        yield object


def _add(a, b):
    return a + b


def accumulate(iterable, func=None, *, initial=None):
    function = _add if func is None else func
    iterator = iter(iterable)
    total = initial
    if initial is None:
        for total in iterator:
            break
        else:
            return
    yield total
    for item in iterator:
        total = function(total, item)
        yield total


def chain(*iterables):
    for iterable in iterables:
        yield from iterable


def _chain_from_iterable(iterable):
    for inner in iterable:
        yield from inner


chain.from_iterable = _chain_from_iterable


def compress(data, selectors):
    return (item for item, selected in zip(data, selectors) if selected)


def dropwhile(predicate, iterable):
    iterator = iter(iterable)
    for item in iterator:
        if not predicate(item):
            yield item
            break
    yield from iterator


def takewhile(predicate, iterable):
    for item in iterable:
        if not predicate(item):
            break
        yield item


def filterfalse(predicate, iterable):
    if predicate is None:
        predicate = bool
    return (item for item in iterable if not predicate(item))


def starmap(function, iterable):
    return (function(*arguments) for arguments in iterable)


def pairwise(iterable):
    iterator = iter(iterable)
    for previous in iterator:
        break
    else:
        return
    for item in iterator:
        yield previous, item
        previous = item


def _slice_bound(value, message):
    if value is None or (isinstance(value, int) and value >= 0):
        return
    raise ValueError(message)


def islice(iterable, *arguments):
    if not 1 <= len(arguments) <= 3:
        few = len(arguments) < 1
        raise TypeError(f"islice expected at {'least 2' if few else 'most 4'} arguments, "
                        f"got {len(arguments) + 1}")
    start, stop, step = (0, *arguments, 1) if len(arguments) == 1 else (*arguments, None)[:3]
    _slice_bound(stop, "Stop argument for islice() must be None or an integer: "
                       "0 <= x <= sys.maxsize.")
    _slice_bound(start, "Indices for islice() must be None or an integer: 0 <= x <= sys.maxsize.")
    if step is not None and not (isinstance(step, int) and step > 0):
        raise ValueError("Step for islice() must be a positive integer or None.")
    return _islice(iter(iterable), start or 0, stop, step or 1)


def _islice(iterator, start, stop, step):
    position = 0
    wanted = start
    while stop is None or position < stop:
        if stop is not None and wanted >= stop:
            for _ in range(stop - position):  # CPython's too takes all items before stop
                next(iterator, None)
            return
        for item in iterator:
            position += 1
            break
        else:
            return
        if position > wanted:
            wanted += step
            yield item


def zip_longest(*iterables, fillvalue=None):
    iterators = [iter(iterable) for iterable in iterables]
    alive = len(iterators)
    ended = [False] * alive
    while alive:
        row = []
        for place, iterator in enumerate(iterators):
            value = fillvalue
            if not ended[place]:
                for value in iterator:
                    break
                else:
                    ended[place] = True
                    alive -= 1
                    if not alive:
                        return
            row.append(value)
        yield tuple(row)


def tee(iterable, n=2):
    if n < 0:
        raise ValueError("n must be >= 0")
    iterator = iter(iterable)
    queues = [[] for _ in range(n)]
    return tuple([_tee(iterator, queues, queue) for queue in queues])


def _tee(iterator, queues, queue):
    while True:
        if not queue:
            for item in iterator:
                for other in queues:
                    other.append(item)
                break
            else:
                return
        yield queue.pop(0)


def product(*iterables, repeat=1):
    if repeat < 0:
        raise ValueError("repeat argument cannot be negative")
    return _product([tuple(iterable) for iterable in iterables] * repeat)


def _product(pools):
    indices = [0] * len(pools)
    if not all(pools):
        return
    while True:
        yield tuple([pool[index] for pool, index in zip(pools, indices)])
        for place in range(len(pools) - 1, -1, -1):
            indices[place] += 1
            if indices[place] < len(pools[place]):
                break
            indices[place] = 0
        else:
            return


def permutations(iterable, r=None):
    pool = tuple(iterable)
    length = len(pool) if r is None else r
    if length < 0:
        raise ValueError("r must be non-negative")
    return _permutations(pool, length)


def _permutations(pool, r):
    n = len(pool)
    if r > n:
        return
    indices = list(range(n))
    cycles = list(range(n, n - r, -1))
    yield tuple([pool[i] for i in indices[:r]])
    while n:
        for place in range(r - 1, -1, -1):
            cycles[place] -= 1
            if cycles[place]:
                other = -cycles[place]
                indices[place], indices[other] = indices[other], indices[place]
                yield tuple([pool[i] for i in indices[:r]])
                break
            indices[place:] = indices[place + 1:] + indices[place:place + 1]
            cycles[place] = n - place
        else:
            return


def combinations(iterable, r):
    pool = tuple(iterable)
    if r < 0:
        raise ValueError("r must be non-negative")
    return _combinations(pool, r)


def _combinations(pool, r):
    n = len(pool)
    if r > n:
        return
    indices = list(range(r))
    while True:
        yield tuple([pool[i] for i in indices])
        for place in range(r - 1, -1, -1):
            if indices[place] != place + n - r:
                break
        else:
            return
        indices[place] += 1
        for later in range(place + 1, r):
            indices[later] = indices[later - 1] + 1


def combinations_with_replacement(iterable, r):
    pool = tuple(iterable)
    if r < 0:
        raise ValueError("r must be non-negative")
    return _combinations_with_replacement(pool, r)


def _combinations_with_replacement(pool, r):
    n = len(pool)
    if not n and r:
        return
    indices = [0] * r
    while True:
        yield tuple([pool[i] for i in indices])
        for place in range(r - 1, -1, -1):
            if indices[place] != n - 1:
                break
        else:
            return
        indices[place:] = [indices[place] + 1] * (r - place)


def groupby(iterable, key=None):
    iterator = iter(iterable)
    state = []  # the item that begins the next group, and its key

    def advance():
        for item in iterator:
            state[:] = [item, item if key is None else key(item)]
            return True
        state.clear()
        return False

    def group(this):
        while state and state[1] == this:
            item = state[0]
            advance()
            yield item

    advance()
    while state:
        this = state[1]
        yield this, group(this)
        while state and state[1] == this:
            advance()
