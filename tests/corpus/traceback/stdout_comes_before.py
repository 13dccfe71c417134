print("first line")
print("second line")
def f():
    print("third, without an end", end="")
    raise RuntimeError("now")

f()
