def attempt(function, *args, **kwargs):
    try:
        print("->", repr(function(*args, **kwargs)))
    except Exception as error:
        print(type(error).__module__, type(error).__name__, error)


import io

w = io.TextIOWrapper(io.BytesIO(), encoding="utf-8", newline="\r\n")
print(w.write("é\nx"), w.flush(), w.buffer.getvalue(), w)
w = io.TextIOWrapper(io.BytesIO("é\nü\n".encode()), encoding="utf-8")
print(w.readline(), w.tell(), list(w), w.name if hasattr(w, "name") else "no name")
w = io.TextIOWrapper(io.BytesIO(), encoding="ascii", errors="xmlcharrefreplace", write_through=True)
print(w.write("aé"), w.buffer.getvalue(), w.write_through, w.line_buffering)
w.reconfigure(errors="replace", line_buffering=True)
print(w.write("é\n"), w.buffer.getvalue(), w.errors, w.encoding, w.line_buffering)
r = io.BufferedReader(io.BytesIO(b"abcdef\nxyz"), 4)
print(r.read(2), r.tell(), r.readline(), r.tell(), r.read(), r.peek(), r)
attempt(io.BufferedReader, io.BytesIO(b""), 0)
attempt(io.BufferedReader)
attempt(io.BufferedReader, 3)
attempt(io.TextIOWrapper, io.BytesIO(), "nope")
attempt(io.TextIOWrapper)
b = io.BufferedWriter(io.BytesIO(), 4)
print(b.write(b"abc"), b.raw.getvalue(), b.write(b"de"), b.flush(), b.raw.getvalue())
raw = b.detach()
print(raw.getvalue())
attempt(b.write, b"x")
attempt(b.flush)
