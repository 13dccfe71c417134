def resource():
    print("open")
    try:
        while True:
            yield
    finally:
        print("closed")


generator = resource()
next(generator)
generator = None
print("after")
for value in resource():
    break
print("the loop gave it up")


def local():
    other = resource()
    next(other)
    print("end of function")


local()
