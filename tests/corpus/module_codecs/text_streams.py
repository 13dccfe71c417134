"""TextIOWrapper, incremental codecs and the streams of codecs in each UTF."""
import codecs
import io


def show(name, function, *arguments):
    try:
        print(name, ascii(function(*arguments)))
    except Exception as e:
        print(name, type(e).__name__, ascii(str(e)))


def reader(data, encoding, **more):
    return io.TextIOWrapper(io.BytesIO(data), encoding=encoding, **more)


class Slow(io.BytesIO):
    """Three bytes at a time."""

    def read1(self, size=-1):
        return io.BytesIO.read(self, 3)


def surrogate(encoding, errors):
    data = io.BytesIO()
    file = io.TextIOWrapper(data, encoding=encoding, errors=errors)
    file.write("\ud800")
    file.flush()
    file.seek(0)
    return data.getvalue(), file.read()


TEXT = "a\xe9\u20ac\n\U0001f600x\r\nlast\r" + "line \xe9\n" * 3
for encoding in ("utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-32-le", "utf-32-be",
                 "utf-8-sig", "utf-8"):
    data = TEXT.encode(encoding)
    print(encoding)
    show("read", reader(data, encoding).read)
    show("lines", list, reader(data, encoding))
    for newline in ("", "\r\n", "\r", "\n"):
        show("newline", reader(data, encoding, newline=newline).readlines)
        show("slow", list, io.TextIOWrapper(Slow(data), encoding=encoding, newline=newline))
    file = reader(data, encoding)
    show("parts", lambda: (file.read(3), file.read(5), file.readline(), file.read()))
    show("cut", reader(data[:-1], encoding).read)
    show("replaced", list, reader(data[:-1], encoding, errors="replace"))
    show("empty", reader(b"", encoding).read)
    show("one byte", reader(b"\xff", encoding).read)
    show("surrogate", surrogate, encoding, "strict")
    show("surrogate", surrogate, encoding, "surrogatepass")

    written = io.BytesIO()
    file = io.TextIOWrapper(written, encoding=encoding, newline="\n")
    for part in ("a", "\xe9\n", ""):
        file.write(part)
    file.flush()
    print(written.getvalue())
    file.seek(0)
    file.write("Z")
    file.seek(0)
    show("again", file.read)
    file.seek(0, 2)
    file.write("end")
    file.seek(0)
    show("at the end", file.read)
    print(written.getvalue())
    written = io.BytesIO(b"XX")
    written.seek(2)
    file = io.TextIOWrapper(written, encoding=encoding, newline="\r\n")
    file.write("a\nb")
    file.flush()
    print(written.getvalue())

    decoder = codecs.getincrementaldecoder(encoding)()
    print(ascii([decoder.decode(data[i:i + 1]) for i in range(12)]), decoder.getstate()[0])
    encoder = codecs.getincrementalencoder(encoding)()
    print(encoder.encode("a"), encoder.encode("b"), encoder.getstate(), encoder.reset(),
          encoder.encode("c"))
    print(list(codecs.iterencode(["a", "", "\xe9"], encoding)),
          ascii(list(codecs.iterdecode([data[:5], data[5:]], encoding))))
    print(codecs.getreader(encoding)(io.BytesIO(data)).read() == TEXT,
          ascii(codecs.getreader(encoding)(io.BytesIO(data)).readlines()))
    writer = codecs.getwriter(encoding)(written := io.BytesIO())
    writer.write("a")
    writer.writelines(["\xe9", "y"])
    print(written.getvalue())
show("no mark", reader(b"a\0b\0", "utf-16").read)
show("no mark", reader(b"a\0\0\0", "utf-32").read)
show("no mark", codecs.getincrementaldecoder("utf-16")().decode, b"a\0")
show("big", reader(b"\xfe\xff\0a\0\n\0b", "utf-16").readlines)
show("half a character", reader(b"\xff\xfea", "utf-16").read)
