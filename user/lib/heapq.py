"""A list as a heap: heap[k] <= heap[2*k + 1] and heap[k] <= heap[2*k + 2]; heap[0] is the smallest.
The order of the items is that of CPython's heaps."""

__all__ = ["heappush", "heappop", "heapify", "heapreplace", "merge", "nlargest", "nsmallest",
           "heappushpop"]


def _sift_down(heap, start, place):
    """The item at place moves towards start until its parent is not larger."""
    item = heap[place]
    while place > start:
        parent = (place - 1) >> 1
        if not item < heap[parent]:
            break
        heap[place] = heap[parent]
        place = parent
    heap[place] = item


def _sift_up(heap, place):
    """The smaller children move up until a leaf is free; from there the item finds its place."""
    end = len(heap)
    start = place
    item = heap[place]
    child = 2 * place + 1
    while child < end:
        right = child + 1
        if right < end and not heap[child] < heap[right]:
            child = right
        heap[place] = heap[child]
        place = child
        child = 2 * place + 1
    heap[place] = item
    _sift_down(heap, start, place)


def _check(name, heap, argument="argument 1"):
    if not isinstance(heap, list):
        kind = "None" if heap is None else type(heap).__name__
        raise TypeError(f"{name}() {argument} must be list, not {kind}")


def heappush(heap, item):
    """Puts an item in."""
    _check("heappush", heap)
    heap.append(item)
    _sift_down(heap, 0, len(heap) - 1)


def heappop(heap):
    """Takes the smallest item out."""
    _check("heappop", heap, "argument")
    if not heap:
        raise IndexError("index out of range")
    last = heap.pop()
    if not heap:
        return last
    smallest = heap[0]
    heap[0] = last
    _sift_up(heap, 0)
    return smallest


def heapreplace(heap, item):
    """Takes the smallest item out, then puts one in."""
    _check("heapreplace", heap)
    if not heap:
        raise IndexError("index out of range")
    smallest = heap[0]
    heap[0] = item
    _sift_up(heap, 0)
    return smallest


def heappushpop(heap, item):
    """Puts an item in, then takes the smallest out."""
    _check("heappushpop", heap)
    if heap and heap[0] < item:
        item, heap[0] = heap[0], item
        _sift_up(heap, 0)
    return item


def heapify(heap):
    """Makes a list a heap, in place."""
    _check("heapify", heap, "argument")
    for place in reversed(range(len(heap) // 2)):
        _sift_up(heap, place)


def nsmallest(n, iterable, key=None):
    """The n smallest items, sorted."""
    return sorted(iterable, key=key)[:max(n, 0)]


def nlargest(n, iterable, key=None):
    """The n largest items, sorted."""
    return sorted(iterable, key=key, reverse=True)[:max(n, 0)]


def merge(*iterables, key=None, reverse=False):
    """The items of sorted iterables, sorted; equal ones in the iterables' order."""
    heads = []
    for iterator in [iter(iterable) for iterable in iterables]:
        for item in iterator:
            heads.append((item, iterator))
            break
    while heads:
        best = 0
        for place in range(1, len(heads)):
            one, other = heads[place][0], heads[best][0]
            if key is not None:
                one, other = key(one), key(other)
            if (other < one) if reverse else (one < other):
                best = place
        item, iterator = heads[best]
        yield item
        for following in iterator:
            heads[best] = following, iterator
            break
        else:
            del heads[best]
