"""Text files in UTF-16 and UTF-32: one mark, at the beginning; appending and writing over."""
import codecs

for encoding in ("utf-16", "utf-16-be", "utf-32", "utf-8-sig"):
    with open("f", "w", encoding=encoding) as f:
        f.write("one\n")
        f.write("two\n")
    with open("f", "a", encoding=encoding) as f:
        f.write("caf\xe9 \U0001f600\n")
    print(open("f", "rb").read())
    print(ascii(open("f", encoding=encoding).read()))
    with open("f", "r+", encoding=encoding) as f:
        print(f.readline(), f.encoding)
        f.seek(0)
        f.write("X")
    print(ascii(open("f", encoding=encoding).readlines()))
    with open("f", "w+", encoding=encoding) as f:
        f.write("a")
        f.seek(0)
        print(f.read())
    with codecs.open("f", "w", encoding) as f:
        f.write("a\nb\n")
        f.write("c")
    print(open("f", "rb").read())
    with codecs.open("f", encoding=encoding) as f:
        print(f.readline(), f.read(), f.encoding)
        f.seek(0)
        print(list(f))
