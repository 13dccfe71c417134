"""classmethod and staticmethod objects have a copy of what describes their function, which a
program may change; a classmethod hands on to a property or classmethod inside it."""
def attempt(function):
    try:
        print(function())
    except Exception as e:
        print(type(e).__name__, e)

def f(a, b: int = 2) -> str:
    "doc"

for k in (classmethod, staticmethod):
    c = k(f)
    print(sorted(c.__dict__))
    print(c.__name__, c.__qualname__, c.__doc__, c.__module__, c.__annotations__,
          c.__wrapped__ is f, c.__func__ is f, c.__isabstractmethod__)
    c.x = 1
    print(c.x, c.__dict__["x"])
    c.__name__ = "q"
    print(c.__name__)
    attempt(lambda: setattr(c, "__func__", 1))
    attempt(lambda: setattr(c, "__wrapped__", 1))
    attempt(lambda: setattr(c, "__isabstractmethod__", 1))
    attempt(lambda: setattr(c, "__dict__", 1))
    attempt(lambda: setattr(c, "__dict__", {"s": 1}))
    print(c.__dict__)
    attempt(lambda: k())
    attempt(lambda: k(1, 2))
    attempt(lambda: k(1, a=2))
    print(sorted(k(3).__dict__))
    attempt(lambda: k(3).__name__)

class A:
    @classmethod
    @property
    def p(cls): return ("p", cls.__name__)
    @classmethod
    @classmethod
    def q(cls, *a): return ("q", cls, a)
    @classmethod
    @staticmethod
    def r(*a): return ("r", a)
    @staticmethod
    @classmethod
    def s(*a): return ("s", a)

attempt(lambda: A.p)
attempt(lambda: A().p)
attempt(lambda: A.q(1))
attempt(lambda: A().r(2))
attempt(lambda: A.s(1))
