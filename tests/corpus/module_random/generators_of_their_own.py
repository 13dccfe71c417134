# Each Random has a state of its own; the numbers are CPython's, by every method.
import copy
import random
from random import Random

one, two = Random(5), Random(5)
print(one.random() == two.random(), one.random(), one.getrandbits(70), one.getrandbits(0))
for call in ("randint(1, 10)", "choice('abc')", "sample(range(100), 3)", "sample(range(10), 9)",
             "gauss(0, 1)", "gauss(0, 1)", "uniform(2, 3)", "triangular(0, 10, 3)", "triangular(1, 1)",
             "normalvariate(1, 2)", "expovariate(2)", "betavariate(2, 3)", "gammavariate(0.5, 1)",
             "gammavariate(1, 2)", "gammavariate(3, 2)", "paretovariate(3)", "weibullvariate(1, 2)",
             "vonmisesvariate(1, 2)", "vonmisesvariate(1, 0)", "lognormvariate(0, 1)", "randbytes(7)",
             "choices('abc', k=4)", "choices('abc', [1, 2, 3], k=4)", "randrange(10 ** 30)",
             "randrange(5, 50, 7)", "sample('ab', 3, counts=[2, 2])", "randrange(-5, -50, -7)"):
    value = eval("one." + call)
    print(call, f"{value:.9g}" if isinstance(value, float) else value)
for seed in (0, -3, 10 ** 40, 2.5, "text", b"bytes", bytearray(b"bytes"), True):
    one.seed(seed)
    print(seed, one.random(), Random(seed).getrandbits(20))
state = one.getstate()
first = [one.random() for _ in range(1000)]
one.setstate(state)
print(first == [one.random() for _ in range(1000)], len(state[1]), state[0], state[2])
three = copy.copy(one)
print(three.random() == one.random(), type(three))
numbers = list(range(10))
one.shuffle(numbers)
print(numbers)
random.seed(1)
print(random.random(), random.randint(1, 6), random.random.__self__ is random.randint.__self__)


class Half(Random):
    def random(self):
        return 0.5


print(Half(1).randrange(10), Half().choice("abc"), Half().sample(range(10), 2), Half().uniform(0, 3))
for call in ("one.seed([])", "one.randrange(0)", "one.randrange(3, 1)", "one.randrange(1, 5, 0)",
             "one.getrandbits(-1)", "one.setstate((3, (1, 2), None))", "one.setstate((9, 1, 2))",
             "one.choice([])", "one.sample({1}, 1)", "one.sample([1], 2)", "one.choices([], k=1)",
             "one.choices('ab', 3)", "one.choices('ab', [0, 0])", "one.gammavariate(0, 1)",
             "one.setstate((3, [1], None))", "one.randrange(1.5)", "one.choices('ab', [1])",
             "one.expovariate(0)", "Random([1])"):
    try:
        eval(call)
    except Exception as error:
        print(call, type(error).__name__, error)
