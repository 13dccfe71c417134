import random
state = random.getstate()
first = random.random()
random.setstate(state)
print(first == random.random())
for f in (lambda: random.randrange(0), lambda: random.randint(5, 1), lambda: random.choice([]),
          lambda: random.sample([1], 2), lambda: random.seed([]), lambda: random.randrange(1, 2, 0)):
    try:
        f()
    except (TypeError, ValueError, IndexError) as error:
        print(type(error).__name__, error)
