import gc
gc.collect()

def f():
    try:
        raise ValueError("kept")
    except ValueError as error:
        kept = error

f()
print(gc.collect())  # exception, traceback and frame refer to each other
