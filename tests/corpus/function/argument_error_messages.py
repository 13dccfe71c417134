def none(): pass
def one(a): pass
def two(a, b): pass
def three(a, b, c): pass
def default(a, b=1): pass

def attempt(call):
    try:
        call()
    except TypeError as error:
        print(error)

attempt(lambda: none(1))
attempt(lambda: one())
attempt(lambda: one(1, 2))
attempt(lambda: two())
attempt(lambda: three())
attempt(lambda: three(1))
attempt(lambda: default())
attempt(lambda: default(1, 2, 3))
attempt(lambda: one(b=1))
attempt(lambda: one(1, a=2))
attempt(lambda: one(1, **{"x": 1}))
