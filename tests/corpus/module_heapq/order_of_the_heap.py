import heapq
heap = [5, 3, 8, 1, 9, 2, 7]
heapq.heapify(heap)
print(heap)
heapq.heappush(heap, 0)
print(heap, heapq.heappop(heap), heap, heapq.heappushpop(heap, 4), heapq.heapreplace(heap, 6), heap)
print(heapq.nlargest(3, heap), heapq.nsmallest(2, heap, key=lambda x: -x))
print(list(heapq.merge([1, 4, 7], [2, 3, 9], [5])))
try:
    heapq.heappop([])
except IndexError as error:
    print(error)
