for args in [(1, 2), (1, (), {}), ('A', 1, {}), ('A', (), 1)]:
    try:
        type(*args)
    except TypeError as e:
        print(e)
