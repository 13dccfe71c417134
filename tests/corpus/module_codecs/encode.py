"""Text to UTF-8, UTF-16 and UTF-32, marks at the beginning, surrogates, error handlers."""

def show(name, function, *arguments):
    try:
        print(name, ascii(function(*arguments)))
    except Exception as e:
        print(name, type(e).__name__, ascii(str(e)),
              getattr(e, "start", None), getattr(e, "end", None))


ENCODINGS = ("utf-8", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-32-le", "utf-32-be",
             "utf-8-sig")
HANDLERS = ("strict", "ignore", "replace", "backslashreplace", "xmlcharrefreplace",
            "surrogateescape", "surrogatepass", "nosuch")
for encoding in ENCODINGS:
    for handler in HANDLERS:
        for text in ("", "a", "a\xe9\u20ac\U0001f600", "\ud800", "a\udc80b", "\ud800\udc00",
                     "\udcff\udc80", "x\ud83d", "\ufeffa"):
            show((encoding, handler, ascii(text)), text.encode, encoding, handler)
for name in ("UTF16", "utf_16", "u16", "U32", "utf-16LE", "UTF_16BE", "unicodebigunmarked", "utf32",
             "utf_8_sig", "UnicodeLittleUnmarked", "utf-16 le", "utf--16", "utf 16", "utf-16\0",
             "cp65001", "utf8_ucs2", "utf", "ucs-2", "utf-", "uTF-32BE"):
    show(name, "a".encode, name)
    show(name, str, b"a\0\0\0", name)
