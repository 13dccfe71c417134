samples = [("é€€", "ascii"), ("é", "ascii"), ("€", "latin-1"), ("\ud800",), ("a\ud800\udc00", "utf-8"),
           ("\U0001f600a", "ascii", "backslashreplace"), ("é€", "ascii", "xmlcharrefreplace"),
           ("é", "ascii", "replace"), ("éa", "ascii", "ignore"), ("é", "ascii", "nonsense"),
           ("\udcff", "utf-8", "surrogateescape"), ("\ud800", "utf-8", "surrogatepass"),
           ("é", "nonsense"), ("é", "latin-1"), ("é", "UTF8")]
for arguments in samples:
    try:
        print(arguments[0].encode(*arguments[1:]))
    except UnicodeEncodeError as error:
        print(error, error.encoding, ascii(error.object), error.start, error.end, error.reason)
    except LookupError as error:
        print(repr(error))
for wrong in (1, None):
    try:
        "a".encode(wrong)
    except TypeError as error:
        print(error)
try:
    print("\ud800")
except UnicodeEncodeError as error:
    print(error)
