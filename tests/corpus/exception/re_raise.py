def f():
    try:
        raise ValueError("original")
    except ValueError:
        print("noted")
        raise

try:
    f()
except ValueError as error:
    print("again", error)
