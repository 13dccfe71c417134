"""Each format of a memoryview: its size, what its items are, which values it takes."""
VALUES = (0, 1, -1, 127, 128, 255, 256, -129, 65535, 2**31, 2**32, 2**63 - 1, 2**63, -2**63, 2**64,
          2**70, 1.5, b"z", b"zz", "s", None, True, 1e300, [], bytearray(b"z"))
for letter in "bBc?hHiIlLqQnNPfd":
    array = bytearray(b"\xff\x01\x80\x7f\x40\x41\x42\xc3" * 2)
    view = memoryview(array).cast(letter)
    print(letter, view.itemsize, view.tolist(), view.shape, view.nbytes)
    for value in VALUES:
        try:
            view[0] = value
            print(letter, value, bytes(array[:view.itemsize]), view[0])
        except Exception as e:
            print(letter, value, type(e).__name__, e)
