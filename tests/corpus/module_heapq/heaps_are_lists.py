# The functions take lists; what is no list, or has no insert, is refused.
import bisect
import heapq

for function, arguments in ((heapq.heappush, (None, 1)), (heapq.heappop, ((1, 2),)),
                            (heapq.heapreplace, ("ab", 1)), (heapq.heappushpop, ({}, 1)),
                            (heapq.heapify, (3,)), (heapq.heappop, ([],)),
                            (heapq.heapreplace, ([], 1)), (bisect.insort, (10, 10)),
                            (bisect.insort_left, ((1, 2), 3))):
    try:
        function(*arguments)
    except Exception as error:
        print(type(error).__name__, error)


class Heap(list):
    pass


heap = Heap([3, 1, 2])
heapq.heapify(heap)
print(heapq.heappop(heap), heapq.heappushpop(heap, 0), heap)
