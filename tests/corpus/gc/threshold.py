import gc
print(gc.get_threshold())
gc.set_threshold(100)
print(gc.get_threshold())
gc.set_threshold(200, 20)
print(gc.get_threshold())
gc.set_threshold(300, 30, 3)
print(gc.get_threshold())
for arguments in ((), (1, 2, 3, 4), ("x",)):
    try:
        gc.set_threshold(*arguments)
    except TypeError as error:
        print(error)
