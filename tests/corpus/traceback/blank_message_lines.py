raise ValueError("first\nsecond\n")
