print(0 or "a", 1 or "a", 0 and "a", 1 and "a", None or 0 or [], 1 and 2 and 3)
print("" or (), [] and 5, not [], not "x")
