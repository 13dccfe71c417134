s = "it's"
print(f"{s!r} {s!s} {'é'!a} {[s]!r:>10}")
