import gc


def circle():
    try:
        me = yield
        yield
    finally:
        print("collected")


generator = circle()
next(generator)
generator.send(generator)
gc.collect()
print("still there")
del generator
print(gc.collect())
unstarted = (lambda me: (yield me))([])
unstarted.gi_frame.f_locals["me"].append(unstarted)
del unstarted
print(gc.collect())
