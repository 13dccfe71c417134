import gc
for generation in (-1, 3, "x", 2 ** 40, None, 1.5):
    try:
        gc.collect(generation)
    except Exception as error:
        print(type(error).__name__, error)
