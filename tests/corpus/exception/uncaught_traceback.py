raise ValueError("what went wrong")
