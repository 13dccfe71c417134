"""A bank queue simulated: deque, heapq, namedtuple, a small random generator of its own."""
import heapq
from collections import deque, namedtuple

Event = namedtuple("Event", "time kind customer")
Customer = namedtuple("Customer", ["number", "arrival", "service"], defaults=[3])


class Random:
    def __init__(self, seed):
        self.state = seed

    def between(self, low, high):
        self.state = (self.state * 1664525 + 1013904223) % 2 ** 32
        return low + self.state % (high - low + 1)


def simulate(customers, clerks=2, seed=1):
    random = Random(seed)
    events, waiting, free, waits = [], deque(maxlen=5), clerks, []
    time = 0
    for number in range(customers):
        time += random.between(0, 3)
        heapq.heappush(events, Event(time, "arrives", Customer(number, time, random.between(2, 8))))
    lost = 0
    while events:
        event = heapq.heappop(events)
        if event.kind == "leaves":
            free += 1
        elif len(waiting) == waiting.maxlen:
            lost += 1
            continue
        else:
            waiting.append(event.customer)
        while free and waiting:
            customer = waiting.popleft()
            free -= 1
            waits.append(event.time - customer.arrival)
            heapq.heappush(events, Event(event.time + customer.service, "leaves", customer))
    return {"served": len(waits), "lost": lost, "mean": round(sum(waits) / len(waits), 3),
            "longest": max(waits), "end": event.time}


for clerks in (1, 2, 3):
    print(clerks, simulate(40, clerks))
print(Customer(1, 2), Customer(1, 2)._asdict(), Event(5, "x", None)._replace(time=6), Event._fields)
d = deque([1, 2, 3])
d.rotate(1)
d.appendleft(0)
d.extend("ab")
print(d, d[0], d[-1], len(d), 3 in d, list(reversed(d)), d.index(1), d == deque(d))
print(deque(range(10), maxlen=3), heapq.nsmallest(3, [5, 1, 4, 2]), heapq.nlargest(2, "python"))
heap = [5, 3, 8, 1]
heapq.heapify(heap)
print([heapq.heappop(heap) for _ in range(4)], heap)
