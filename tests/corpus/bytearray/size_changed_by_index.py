# b[i] = x where x.__index__ takes the bytes away: the place is looked for afterwards.
class Clears:
    def __index__(self):
        data.clear()
        return 65


data = bytearray(b"now you see me")
try:
    data[0] = Clears()
except IndexError as e:
    print(e, data)
data = bytearray(b"abc")
data[-1] = 66
del data[0]
print(data)
for key, value in ((9, 1), (9, 300), (0, "x"), ("x", 1), (-4, 1)):
    try:
        data[key] = value
    except (IndexError, TypeError, ValueError) as e:
        print(type(e).__name__, e)


class Spoken(str):
    def __bytes__(self):
        return b"said"


print(bytes(Spoken("x")), bytes(Spoken("x"), "ascii"))
