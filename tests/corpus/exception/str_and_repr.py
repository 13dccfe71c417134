print(str(ValueError()), repr(ValueError()), repr(ValueError("x")), repr(KeyError("a", 1)))
print(str(KeyError("a")), str(IndexError("a")), str(ValueError(1, "b")))
