def convert(text):
    try:
        return int(text)
    except ValueError as error:
        raise RuntimeError("cannot convert") from error

convert("x")
