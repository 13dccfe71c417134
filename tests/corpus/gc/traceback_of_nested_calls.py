import gc
gc.collect()

def inner():
    raise KeyError("x")

def outer():
    try:
        inner()
    except KeyError as error:
        kept = error

outer()
print(gc.collect())
