# __length_hint__ of iterators over sets and dicts, and of reversed(): how many items are to come.
for make in (lambda: iter({1, 2, 3}), lambda: iter(frozenset("ab")), lambda: iter({1: 2, 3: 4}),
             lambda: iter({1: 2}.values()), lambda: iter({1: 2}.items()),
             lambda: reversed({1: 2, 3: 4}), lambda: reversed("abc"), lambda: reversed((1, 2)),
             lambda: reversed(b"abcd")):
    iterator = make()
    hints = [iterator.__length_hint__()]
    for _ in iterator:
        hints.append(iterator.__length_hint__())
    print(type(iterator).__name__, hints, iterator.__length_hint__())
changed = {1, 2, 3}
iterator = iter(changed)
changed.add(4)
print(iterator.__length_hint__())
