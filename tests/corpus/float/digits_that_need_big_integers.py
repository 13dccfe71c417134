"""Decimal to float and back where 64 bits are not enough: many digits, far exponents, halfway."""

state = 12345


def chance(limit):
    global state
    state = (state * 1103515245 + 12345) % 2**31
    return (state >> 8) % limit


check = 0


def note(text):
    global check
    for letter in text:
        check = (check * 31 + ord(letter)) % (2**61 - 1)


for count in 16, 17, 18, 19, 20, 21, 30, 60, 200:
    for exponent in -345, -324, -308, -200, -60, -27, -23, -1, 0, 1, 22, 60, 200, 290:
        digits = "".join(str(chance(10)) for _ in range(count))
        value = float(f"{digits[0]}.{digits[1:]}e{exponent}")
        assert float(repr(value)) == value
        note(f"{value!r} {value.hex()} {value:.20e}")
    print(count, value, check)

# Exactly halfway between two floats, and a little above and below
for mantissa in 2**52, 2**52 + 1, 2**53 - 1, 3 * 2**51 + 1:
    for power in 60, 130, 500, 1074:
        half = str((2 * mantissa + 1) * 5**power)
        row = [float(f"{digits}e-{power + zeros}") for digits, zeros in (
            (half, 0), (half + "00000000000000000000001", 23), (half[:-1] + "4", 0))]
        note(" ".join(value.hex() for value in row))
print(check)
print(float("9007199254740993"), float("9007199254740992.99999999999999999999999999999999"))
print(5e-324, 4.9406564584124654e-324, 2.4703282292062327e-324, 2.4703282292062328e-324)
print(1.7976931348623157e308, 1.7976931348623158e308, float("1.7976931348623159e308"))
print(2.2250738585072011e-308, 2.2250738585072012e-308, 2.2250738585072014e-308)
print(9.5e-3, 1e-7, 123456789e-20, 1e23, 8.5e22, 1e16, 123456789012345678e3, 2.0**70, 2.0**-30)
