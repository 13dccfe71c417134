import sys

print(sys.get_int_max_str_digits())
sys.set_int_max_str_digits(0)
print(len(str(10 ** 5000)), len(str(int("9" * 6000))))
for limit in (5, -1, "x", 640):
    try:
        print(sys.set_int_max_str_digits(limit))
    except Exception as error:
        print(type(error).__name__, error)
for too_long in (lambda: str(10 ** 700), lambda: int("9" * 700)):
    try:
        too_long()
    except ValueError as error:
        print(error)
print(sys.hash_info.modulus, sys.hash_info.inf, sys.hash_info.width, sys.float_repr_style)
