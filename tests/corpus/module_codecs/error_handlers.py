"""register_error and lookup_error; the handlers of every encoding; UnicodeTranslateError."""
import codecs


def show(name, function, *arguments):
    try:
        print(name, ascii(function(*arguments)))
    except Exception as e:
        print(name, type(e).__name__, ascii(str(e)),
              getattr(e, "start", None), getattr(e, "end", None))


def handler(error):
    print(type(error).__name__, error.encoding, error.start, error.end, error.reason,
          ascii(error.object))
    return f"<{error.end - error.start}>", error.end


codecs.register_error("my", handler)
for encoding in ("ascii", "utf-8", "utf-16", "latin-1", "utf-32-be"):
    show(encoding, "a\u0100\ud800\udc00b\ud801".encode, encoding, "my")
    show(encoding, b"a\xff\x80b\xd8\xe2".decode, encoding, "my")
for answer in (None, ("x",), ("x", "y"), ("x", 99), ("x", -1), ("x", -9), ("\xe9", 2), (b"\xff", 2),
               (1, 2), ("", 2), ("x", 2 ** 70)):
    codecs.register_error("answer", lambda error: answer)
    for encoding in ("ascii", "latin-1", "utf-8", "utf-16-le"):
        show((answer, encoding), "a\ud800b".encode, encoding, "answer")
    show(answer, b"a\xffb".decode, "ascii", "answer")
for name in ("strict", "ignore", "replace", "xmlcharrefreplace", "backslashreplace", "nosuch", 5):
    show(name, lambda: codecs.lookup_error(name).__name__)
print(codecs.lookup_error("my") is handler)
encode_error = UnicodeEncodeError("ascii", "a\xe9\u20ac\U0001f600b", 1, 4, "no")
decode_error = UnicodeDecodeError("ascii", b"a\xff\xfeb", 1, 3, "no")
translate_error = UnicodeTranslateError("a\xe9\u20acb", 1, 3, "no")
for function in (codecs.strict_errors, codecs.ignore_errors, codecs.replace_errors,
                 codecs.xmlcharrefreplace_errors, codecs.backslashreplace_errors):
    for error in (encode_error, decode_error, translate_error, ValueError("x"), 5):
        show((function.__name__, type(error).__name__), function, error)
for arguments in (("\xe9", 0, 1, "r"), ("a\xe9\u20acb", 1, 3, "r"), ("a\ue000", 1, 2, "r"),
                  ("a\U0001f600", 1, 2, "r"), (b"a", 0, 1, "r"), ("a", 0, 1), ("a", "b", 1, "r"),
                  ("a", 0, 1, 5)):
    show(ascii(arguments), lambda: str(UnicodeTranslateError(*arguments)))
e = translate_error
print(ascii(e.args), e.encoding, ascii(e.object), e.start, e.end, e.reason, ascii(e),
      UnicodeTranslateError.__mro__)
show("register", codecs.register_error, 5, 5)
show("register", codecs.register_error, "x", 5)
