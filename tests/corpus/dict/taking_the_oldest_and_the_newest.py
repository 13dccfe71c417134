"""Taking the oldest entry of a dict again and again, and the newest, with new ones in between."""

queue = dict.fromkeys(range(10))
order = []
for n in range(10, 400):
    oldest = next(iter(queue))
    order.append(oldest)
    del queue[oldest]
    if n % 3:
        queue[n] = None
    if n % 7 == 0:
        order.append(queue.popitem()[0] if queue else None)
    if n % 11 == 0 and queue:
        order.append(next(reversed(queue)))
    if len(queue) < 3:
        queue.update(dict.fromkeys(range(1000 + n, 1005 + n)))
print(order)
print(list(queue), list(queue.items())[:2], len(queue))
while queue:
    del queue[next(iter(queue))]
print(list(queue), next(iter(queue), "empty"))

numbers = dict.fromkeys(range(6))
for n in range(4):
    del numbers[n]
iterator = iter(numbers)
for n in range(100, 140):  # as many as before, but built anew
    numbers[n] = None
    del numbers[n]
print(list(iterator), list(numbers), numbers.popitem(), numbers.popitem(), numbers)
numbers[7] = None
print(list(numbers), list(reversed(numbers)), numbers.popitem())
