def outer():
    def inner():
        return [1][5]
    return inner()

outer()
