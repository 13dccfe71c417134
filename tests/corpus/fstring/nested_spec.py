width = 8
precision = 2
print(f"[{3.14159:{width}.{precision}f}] [{'x':{'>'}{width}}]")
