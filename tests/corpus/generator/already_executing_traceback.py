def itself():
    me = yield
    for value in me:
        print(value)


generator = itself()
next(generator)
generator.send(generator)
