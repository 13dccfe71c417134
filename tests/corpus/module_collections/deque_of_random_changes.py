from collections import deque
s = 7
def r(n):
    global s
    s = (s * 6364136223846793005 + 1442695040888963407) % 2**64
    return (s >> 33) % n
for m in (None, 5):
    d = deque(maxlen=m); log = []
    for i in range(5000):
        k = r(9)
        try:
            if k < 3: d.append(i)
            elif k == 3: d.appendleft(i)
            elif k < 6: log.append(d.popleft())
            elif k == 6: log.append(d.pop())
            elif k == 7: d.rotate(r(5) - 2)
            elif d: log.append(d[r(len(d))])
        except IndexError as e: log.append(str(e))
    print(m, d, len(d), hash(tuple(map(str, log))) and log[-20:], sum(x for x in log if isinstance(x, int)))
