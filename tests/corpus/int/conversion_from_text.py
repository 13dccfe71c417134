print(int("42"), int("  -17 "), int("+8"), int("1_000"), int("ff", 16), int("0x1F", 16))
print(int("777", 8), int("101", 2), int("z", 36), int("0b11", 0), int())
