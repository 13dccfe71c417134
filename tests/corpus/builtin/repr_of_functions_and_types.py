print(len, int, str, ValueError, type(None), type(len))
