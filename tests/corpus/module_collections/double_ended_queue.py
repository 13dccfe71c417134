from collections import Counter, OrderedDict, defaultdict, deque, namedtuple
q = deque([1, 2, 3], maxlen=4); q.append(4); q.append(5); q.appendleft(0); print(q, q[0], q[-1], len(q), q.maxlen, 3 in q)
q.rotate(1); print(q); q.rotate(-2); print(q, q.pop(), q.popleft(), list(q), list(reversed(q)), q == deque(list(q)))
e = deque()
for i in range(1000): e.append(i); e.appendleft(-i)
s = 0
while e: s += e.popleft()
print(s, e)
try: e.pop()
except IndexError as x: print(x)
