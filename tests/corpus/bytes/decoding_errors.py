samples = [(b"\xff",), (b"ab\xe2\x82", "utf-8"), (b"\xe9", "ascii"), (b"\xe9", "latin-1"),
           (b"\xff\xfeA", "utf-8", "surrogateescape"), (b"\xff\xe2\x82A", "utf-8", "replace"),
           (b"\xff\xe2\x82A", "utf-8", "backslashreplace"), (b"a\xffb", "ascii", "ignore"),
           (b"\xed\xa0\x80", "utf-8", "surrogatepass"), (b"ok", "utf-8", "nonsense"),
           (b"\xff", "utf-8", "nonsense"), (b"x", "nonsense"), (b"x", "UTF_8"), (b"x", "Latin1")]
for arguments in samples:
    try:
        print(ascii(arguments[0].decode(*arguments[1:])))
    except UnicodeDecodeError as error:
        print(error, error.encoding, error.object, error.start, error.end, error.reason, error.args)
    except LookupError as error:
        print(repr(error))
try:
    UnicodeDecodeError("a")
except TypeError as error:
    print(error)
error = UnicodeDecodeError("mine", b"abc", 0, 2, "because")
print(error, repr(error), str(UnicodeDecodeError("mine", b"abc", 1, 2, "because")))
