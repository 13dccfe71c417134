"""BytesIO.getbuffer(): the bytes without a copy; until it is released, the file stays as it is."""
import io


def attempt(name, function, *arguments):
    try:
        print(name, function(*arguments))
    except Exception as e:
        print(name, type(e).__name__, e)


file = io.BytesIO(b"hello world")
view = file.getbuffer()
print(view.tobytes(), view.readonly, type(view.obj), view.format)
view[0] = 72
print(file.getvalue(), file.read(3))
for name, arguments in (("write", (b"x",)), ("write", (b"",)), ("truncate", (1,)), ("close", ()),
                        ("truncate", (100,)), ("writelines", ([b"a"],)), ("seek", (0,))):
    attempt(name, getattr(file, name), *arguments)
view.release()
print(file.write(b"xyz"), file.getvalue())
view = file.getbuffer()
attempt("init", file.__init__, b"")
view.release()
file.close()
attempt("closed", file.getbuffer)

file = io.BytesIO()
print(file.write(memoryview(b"abc")), file.write(memoryview(b"abcdefgh").cast("I")), file.getvalue())
attempt("gaps", file.write, memoryview(b"abc")[::2])
file.seek(0)
array, numbers = bytearray(5), memoryview(bytearray(8)).cast("I")
print(file.readinto(array), array, file.readinto(numbers), numbers.tobytes())
for target in (b"abc", memoryview(b"abc"), "abc", 5):
    attempt("readinto", file.readinto, target)
    attempt("readinto1", file.readinto1, target)
view = io.BytesIO(b"abc").getbuffer()  # it keeps the file alive
print(view.tolist())
with io.BytesIO(b"abc").getbuffer() as view:
    print(bytes(view))
