"""Numbers and objects as text: f-strings, format, %, repr."""


def run():
    size = 0
    for i in range(60000):
        size += len(f"{i:>8}|{i / 7:.3f}|{i!r}")
        size += len("%d: %s" % (i, "text")) + len(str(i * 1.5))
    return size


print(run())
