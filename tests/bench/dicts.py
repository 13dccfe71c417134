"""Dicts: counting words, keys of several types, iteration over items."""


def run():
    counts = {}
    for i in range(300000):
        key = i * 7919 % 1009
        counts[key] = counts.get(key, 0) + 1
    names = {}
    for i in range(20000):
        names[f"name{i % 700}"] = i
        names[(i % 50, "pair")] = i
    total = 0
    for n in range(40):
        for key, value in counts.items():
            total += key * value
        for key in names:
            if key in counts:
                total += 1
    return total, len(names), sum(names.values())


print(run())
