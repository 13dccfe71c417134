# int() and float() read the digits and the spaces of every script.
print(int("\u0663\u0661"), float("\u0663.5"), float("\u20033"), int("\U0001d7d8\U0001d7e3"))
print(int("\xa05\u3000"), int("１_２"), int("-\u0967"), float("1e\u0663"), int("٧", 8))
for text in ("\x1c1", "\x1c\u0663", "1\udc80", "１２x", "1\x7f", "½", "\u0663\u2003\u0663"):
    for convert in (int, float):
        try:
            print(convert(text))
        except ValueError as e:
            print(ascii(str(e)))
