for value in (5, None, 1.5):
    try:
        len(value)
    except TypeError as error:
        print(error)
print(len("abc"), len([1]), len(()), len({1: 2}), len(range(7)))
