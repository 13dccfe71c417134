x = 5
print("big" if x > 3 else "small", 1 if x < 3 else 2 if x < 4 else 3)
