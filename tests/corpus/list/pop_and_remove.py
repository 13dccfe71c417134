a = [1, 2, 3, 2]
print(a.pop(), a.pop(0), a)
a.remove(2)
print(a)
for operation in (lambda: a.remove(9), lambda: [].pop(), lambda: a.pop(5)):
    try:
        operation()
    except (ValueError, IndexError) as error:
        print(type(error).__name__, error)
