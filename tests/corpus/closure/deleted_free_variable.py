def outer():
    x = 1
    def inner():
        return x
    del x
    try:
        inner()
    except NameError as error:
        print(type(error).__name__, error)

outer()
