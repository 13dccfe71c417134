print(not True or True, not (True or True), not 1 < 2, not not 3)
