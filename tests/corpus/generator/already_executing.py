def itself():
    me = yield
    try:
        next(me)
    except ValueError as problem:
        print(problem)
    try:
        me.send(1)
    except ValueError as problem:
        print(problem)
    try:
        me.close()
    except ValueError as problem:
        print(problem)
    try:
        me.throw(KeyError)
    except ValueError as problem:
        print(problem)
    print(me.gi_running)
    yield "done"


generator = itself()
next(generator)
print(generator.gi_running)
print(generator.send(generator))
