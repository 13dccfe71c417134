def attempt(function, *args, **kwargs):
    try:
        print("->", repr(function(*args, **kwargs)))
    except Exception as error:
        print(type(error).__name__, error)


class B:
    def __bytes__(self): return b"special"
print(bytes(B()), b"%s" % B(), b"%b" % B())
class Bad:
    def __bytes__(self): return "x"
attempt(bytes, Bad())
