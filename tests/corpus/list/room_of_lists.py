"""How many places a list has: exactly as many as needed, an even number, or some more to grow into,
depending on how it was made."""
import sys

PLACE = sys.getsizeof((1,)) - sys.getsizeof(())


def room(made):
    return (sys.getsizeof(made) - sys.getsizeof([])) // PLACE


a, b, c = 1, 2, 3
print(room([1, 2]), room([1, 2, 3]), room([1, 2, 3, 4, 5]), room([a, b, c]), room([a, 2, 3]))
print([room([0] * n) for n in range(12)])
print([room([*range(n)]) for n in range(12)])
print([room(list(range(n))) for n in range(20)])
print([room(list(tuple(range(n)))) for n in range(20)])
print([room(list(iter(range(n)))) for n in range(20)])
print([room(list(map(str, range(n)))) for n in range(20)])
print([room(list(x for x in range(n))) for n in range(20)])
print([room([x for x in range(n)]) for n in range(20)])
print(room(list("abc")), room(list({1, 2, 3})), room(list({1: 2})), room([*"abc"]), room([a, *[b]]),
      room([*[a], b]), room([a, b, *[c], a]), room(sorted(range(9))), room(list(zip(range(9)))))
print(room("a b c d".split()), room("a,b".split(",")), room("".split(",")),
      room("a b c".split(None, 1)), room(b"a b".split()), room("a b".rsplit()),
      room(("a " * 30).split()), room("a\nb".splitlines()))

grown = []
pattern = []
for i in range(100):
    grown.append(i)
    pattern.append(room(grown))
print(pattern)
pattern.clear()
while grown:
    grown.pop()
    pattern.append(room(grown))
print(pattern)

grown = [a, b, c]
for step in ("grown += [4]", "grown.extend(range(10))", "grown.pop()", "del grown[2:]",
             "grown.clear()", "grown.insert(0, 1)", "grown *= 5", "grown[1:3] = range(20)",
             "grown = grown[:]",
             "grown = grown + grown", "grown = list(grown)", "grown = grown.copy()", "grown.sort()",
             "grown = sorted(grown)", "grown = []; grown.extend([1])", "grown += (1, 2)",
             "grown = []; grown += 'abc'"):
    exec(step)
    print(step, room(grown))

try:
    list(range(10 ** 30))
except OverflowError as error:
    print(error)
