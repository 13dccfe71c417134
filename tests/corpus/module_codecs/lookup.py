"""codecs.lookup, encode, decode and their kin; the constants of marks."""
import codecs


def show(name, function, *arguments):
    try:
        print(name, ascii(function(*arguments)))
    except Exception as e:
        print(name, type(e).__name__, ascii(str(e)),
              getattr(e, "start", None), getattr(e, "end", None))


info = codecs.lookup("utf8")
print(info.name, len(info), type(info), info[0]("a"), info.encode("\xe9"))
for name in ("UTF-16", "u16", "latin1", "ascii", "utf-16-le", "U32", "utf-8-sig", "utf_32_be",
             "x-y", "iso8859-1", "us-ascii", ""):
    show(name, lambda: codecs.lookup(name).name)
show("encode", codecs.encode, "\xe9")
show("encode", codecs.encode, "\xe9", "utf-16")
show("decode", codecs.decode, b"\xc3\xa9")
show("decode", codecs.decode, memoryview(b"\xc3\xa9"))
show("decode", codecs.decode, b"\xff", "ascii", "replace")
show("decode", codecs.utf_8_decode, b"a\xe2\x82")
show("decode", codecs.utf_8_decode, b"a\xe2\x82", "strict", True)
show("encode", codecs.utf_16_encode, "a")
show("encode", codecs.latin_1_encode, "\xe9")
print(codecs.getencoder("ascii")("a"), codecs.getdecoder("utf-16")(b"\xff\xfea\0"))
for name in sorted(codecs.__dict__):
    if name.startswith("BOM"):
        print(name, getattr(codecs, name))
