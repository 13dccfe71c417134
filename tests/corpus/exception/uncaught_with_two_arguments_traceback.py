raise RuntimeError("a", 2)
