from enum import *
class Color(Enum):
    RED = 1
    GREEN = 2
    CRIMSON = 1
    def describe(self): return f"{self.name}={self.value}"
print(Color.RED, repr(Color.RED), Color(2), Color["GREEN"], list(Color), len(Color), Color.CRIMSON is Color.RED)
print(Color.RED.describe(), Color.RED == Color.RED, Color.RED is Color(1), Color.RED in Color, {Color.RED: 1})
print(Color, type(Color), type(Color.RED), Color.__members__, isinstance(Color.RED, Color))
for bad in (lambda: Color(7), lambda: Color["X"], lambda: setattr(Color, "RED", 3), lambda: Color.RED < Color.GREEN):
    try: print(bad())
    except Exception as e: print(type(e).__name__, e)
class N(IntEnum):
    A = auto(); B = auto(); C = 10; D = auto()
print(list(N), N.A + 1, N.B < N.C, f"{N.D}", str(N.D), N.A == 1, sorted([N.C, N.A]), N(10), "%d" % N.C, [1,2,3][N.A])
class P(Flag):
    R = auto(); W = auto(); X = auto()
    RW = R | W
print(P.R | P.X, repr(P.R | P.X), P.RW, repr(P.RW), list(P), P.R in P.RW, ~P.R, P(0), repr(P(0)), bool(P.R & P.W), list(P.RW), len(P.RW), P(7))
try: P(8)
except ValueError as e: print(e)
class IF(IntFlag):
    A = 1; B = 4
print(IF.A | IF.B, repr(IF.A | IF.B), IF.A | 2, repr(IF(2)), IF.A + 3, repr(~IF.A))
class Planet(Enum):
    EARTH = (5.97e24, 6.37e6)
    MARS = (6.4e23, 3.39e6)
    def __init__(self, mass, radius):
        self.mass = mass; self.radius = radius
    @property
    def g(self): return round(6.67e-11 * self.mass / self.radius ** 2, 2)
print(Planet.EARTH.g, Planet.EARTH.value, Planet.MARS)
try:
    @unique
    class D(Enum):
        A = 1; B = 1
except ValueError as e: print(e)
try:
    class D(Enum):
        A = 1; A = 2
except TypeError as e: print(e)
try:
    class E(Color): pass
    class F(Color): X = 1
except TypeError as e: print(e)
A = Enum("A", "X Y Z"); print(list(A), A.X.value, A)
class S(StrEnum):
    HI = auto(); YO = "yo!"
print(S.HI, repr(S.YO), S.HI == "hi", S.YO.upper(), f"{S.HI:>5}")
class C2(Enum):
    def _generate_next_value_(name, start, count, last): return name * 2
    Q = auto(); W = auto()
print(list(C2))
class W(Enum):
    MON = 1; TUE = 2
    @classmethod
    def _missing_(cls, v): return cls.MON
    @staticmethod
    def st(): return 5
    def __str__(self): return "day " + self.name
print(W(99), W.st(), f"{W.TUE}", hash(W.MON) == hash("MON"), W.MON.name)
class Base(Enum):
    def hello(self): return "hello " + self.name
class Sub(Base):
    ONE = "1"
print(Sub.ONE.hello(), Sub.__mro__)
print(dir(Color)[:3], N.A.real, N.A.__class__)
