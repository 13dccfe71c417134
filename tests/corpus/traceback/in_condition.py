x = "a"
if x > 5:
    pass
