print(int(3.9), int(-3.9), int(0.0), int(1e10), int(1e15), int(True))
