print(True, False, bool(0), bool(1), bool(""), bool("x"), bool([]), bool([0]), bool(None))
print(bool(0.0), bool(-0.0), bool(()), bool({}), bool({1: 2}), bool())
