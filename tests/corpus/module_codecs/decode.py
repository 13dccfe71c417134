"""UTF-8, UTF-16 and UTF-32 to text: what is malformed and what is done about it."""

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
        for data in (
                b"", b"a", b"ab", b"abc", b"\xff\xfe", b"\xfe\xff", b"\xff\xfea\0", b"\xfe\xff\0a",
                b"\0\xd8", b"\0\xd8a", b"\0\xd8a\0", b"\0\xdca\0", b"a\0\0\xdc", b"\0\xd8\0\xdc",
                b"\xd8\0\xdc\0", b"\x80\xd8", b"\x80\xd8\x41", b"\x80\xdc", b"a\0b",
                b"\xff\xfe\0\0", b"\0\0\xfe\xff", b"\xff\xfe\0\0a\0\0\0", b"\0\0\x11\0",
                b"\0\xd8\0\0", b"\0\0\xd8\0", b"\xff\xff\xff\xff", b"a\0\0\0\x80\x81",
                b"\xef\xbb\xbfa", b"\xef\xbb", b"\xef\xbb\xbf\xef\xbb\xbf", b"\xff\xfea",
                b"\xed\xa0\x80", b"\x80a", b"a\xe2\x82", b"\x80\x81\x82\xd8\x83\xd8"):
            show((encoding, handler, data), data.decode, encoding, handler)
