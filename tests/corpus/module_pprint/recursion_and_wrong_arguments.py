from pprint import PrettyPrinter, isreadable, isrecursive, pformat, saferepr

ring = [1, 2]
ring.append(ring)
print(saferepr(ring)[:21], isreadable(ring), isrecursive(ring))
print(isreadable([1]), isreadable([len]), saferepr({"b": 1, "a": (1,)}), pformat(()))
for wrong in (lambda: PrettyPrinter(indent=-1), lambda: PrettyPrinter(depth=0),
              lambda: PrettyPrinter(width=0)):
    try:
        wrong()
    except ValueError as error:
        print(error)
