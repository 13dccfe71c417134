# Each function of operator that stands for a special method is also there under its name.
import operator

print(sorted(operator.__all__))
print([name for name in dir(operator) if name.startswith("__")
       and getattr(operator, name) is getattr(operator, name.strip("_"), operator)])
print(operator.__and__ is operator.and_, operator.__not__(0), operator.__lt__(1, 2))
for trial in (lambda: operator.concat(1, 2), lambda: operator.concat(None, "a"),
              lambda: operator.iconcat(1, 2)):
    try:
        trial()
    except TypeError as e:
        print(e)
print(operator.concat([1], [2]), operator.iconcat("a", "b"))
