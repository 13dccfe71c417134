# Values made by chance are the same after dumps and loads, with each layout.
import json
import random


def some_text():
    choices = [range(128), range(0xd7ff), range(0x10000, 0x10ffff)]
    return "".join([chr(random.choice(random.choice(choices))) for _ in range(random.randrange(6))])


def some_value(depth):
    kind = random.randrange(8 if depth else 6)
    if kind == 0:
        return random.choice([None, True, False])
    if kind == 1:
        return random.randrange(-10 ** random.randrange(1, 30), 10 ** 12)
    if kind == 2:
        return random.uniform(-1, 1) * 10 ** random.randrange(-300, 300)
    if kind < 6:
        return some_text()
    if kind == 6:
        return [some_value(depth - 1) for _ in range(random.randrange(4))]
    return {some_value(0) if random.random() < .3 else str(i): some_value(depth - 1)
            for i in range(random.randrange(4))}


random.seed(5)
for _ in range(120):
    value = some_value(4)
    for options in {}, {"indent": 3}, {"ensure_ascii": False}:
        text = json.dumps(value, **options)
        print(ascii(text))
        again = json.loads(text)
    print(ascii(again))
