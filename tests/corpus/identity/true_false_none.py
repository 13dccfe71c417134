print((1 < 2) is True, (1 > 2) is False, bool([]) is False, print() is None)
