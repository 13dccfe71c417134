A = type('A', (), {'x': 1, 'f': lambda self: self.x + 1})
print(A, A.__name__, A().f(), A.__bases__, A.__module__)
