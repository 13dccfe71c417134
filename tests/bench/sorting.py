"""sort and sorted: of ints, of text, by key, of what is nearly in order; and a quicksort."""


def quicksort(items):
    if len(items) < 2:
        return items
    pivot = items[len(items) // 2]
    return (quicksort([x for x in items if x < pivot]) + [x for x in items if x == pivot]
            + quicksort([x for x in items if x > pivot]))


numbers, seed = [], 1
for i in range(40000):
    seed = seed * 1103 % 99991
    numbers.append(seed)
texts = [str(number) for number in numbers]
total = 0
for n in range(4):
    total += sorted(numbers)[100] + len(sorted(texts)[7])
    total += sorted(texts, key=len)[1000] < "5"
    total += sorted(numbers, key=lambda x: -x)[3]
    nearly = sorted(numbers) + numbers[:10]
    nearly.sort()
    total += nearly[5]
print(total, quicksort(numbers)[1234])
