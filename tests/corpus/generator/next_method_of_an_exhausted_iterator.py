for iterator in (iter("a"), iter([1]), iter({1: 2}), iter({1}), iter(range(1)), enumerate("a"), zip("a"),
                 map(str, "a"), filter(None, "a"), reversed([1]), iter((1,)), iter(b"a")):
    step = iterator.__next__
    step()
    try:
        step()
    except StopIteration as stop:
        print("stop", stop.args)
