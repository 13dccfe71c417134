def f(a: int, b: str = "x") -> str:
    return b * a

count: int = 3
print(f(count), f(2, "y"))
