"""float.fromhex: what it takes, the nearest float, half to even, and what it refuses."""


def show(text):
    try:
        value = float.fromhex(text)
        print(ascii(text)[:50], value, value.hex())
    except Exception as e:
        print(ascii(text)[:50], type(e).__name__, e)


for text in (
        "", " ", "0", "-0", "+0x0p5", "0x", "0x.", ".8", "0x.8", "1.", "0x1.8p1", "0X1.8P-1",
        " 0x1p0\n", "0x1 p1", "0x1p", "0x1p+", "0x1pa", "inf", "-Infinity", "infin", "nan", "-NaN",
        "+inf ", "infinityx", "--1", "1_0", "0x1\0", "\xa01", "0x1.8.", "0x1p1.0", "abc", "p1",
        "1e5"):
    show(text)
print("The nearest float")
for text in (
        "0x1p1024", "0x1.fffffffffffffp1023", "0x1.fffffffffffff7p1023", "0x1.fffffffffffff8p1023",
        "0x0.ffffffffffffffp1024", "0x1p-1074", "0x1p-1075", "0x1.8p-1075", "0x1.0000000001p-1075",
        "0x3p-1075", "0x1p-1076", "0x1p-2000", "0x1p-99999999999999999999",
        "0x1p99999999999999999999", "0x0p99999999999999999999", "0x1p2000 junk",
        "0x1.00000000000008", "0x1.00000000000018", "0x1.0000000000000800000000000000001",
        "0x1.00000000000007fffffffffffffff", "0x" + "1" * 300, "0x0." + "0" * 300 + "1",
        "0x1" + "0" * 255, "0x1" + "0" * 256, "0x123456789abcdef01", "0x1.fffffffffffff8p-1",
        "0x.fffffffffffffcp-1022", "0x0.00000000000008p-1022", "0x0.00000000000018p-1022",
        "0xfp-1076"):
    show(text)
for wrong in (5, b"0x1", None):
    show(wrong)


class Float(float):
    pass


print(type(Float.fromhex("0x1p1")), Float.fromhex("0x1p1"), type(Float(1.5).hex()))
for value in (0.1, 5e-324, 1.7976931348623157e308, -0.0, 1 / 3, float("inf"), float("nan")):
    print(value.hex(), float.fromhex(value.hex()) == value)
