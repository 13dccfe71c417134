def items():
    return None

for x in items():
    pass
