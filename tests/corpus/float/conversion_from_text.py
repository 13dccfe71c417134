print(float("1.5"), float(" -2 "), float("1e3"), float(".5"), float("5."), float(7), float())
for text in ("", "x", "1.5x", "--1"):
    try:
        float(text)
    except ValueError as error:
        print(error)
