for text in ["1", "x", "3", ""]:
    try:
        value = int(text)
    except ValueError:
        print("bad", repr(text))
        continue
    print("good", value)
