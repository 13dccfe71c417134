def say(text, value):
    print(text)
    return value


lazy = ((x, y) for x in say("outer now", [1, 2]) for y in say("inner later", [3]))
print("made")
print(list(lazy))
try:
    (x for x in 5)
except TypeError as problem:
    print(problem)
try:
    (x for x in missing)
except NameError as problem:
    print(problem)
late = (missing for x in [1])
try:
    next(late)
except NameError as problem:
    print(problem)
