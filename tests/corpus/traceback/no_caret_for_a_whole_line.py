def f():
    raise ValueError("here")

f()
