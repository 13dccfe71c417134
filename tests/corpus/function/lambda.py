square = lambda x: x * x
print(square(4), (lambda: "none")(), (lambda a, b=2, *c: (a, b, c))(1), (lambda x: x)(x=5))
