name = "World"
n = 5
print(f"Hello, {name}! {n} {n * 2} {n + 1 if n else 0}", f"{n}{n}", f"", f"plain")
