"""A raw stream's write() that empties the bytearray which is being written; what it is given."""
import io


class Raw(io.RawIOBase):
    def writable(self):
        return True

    def write(self, part):
        print(type(part).__name__, bytes(part), part.readonly)
        array.clear()
        return len(part)


array = bytearray(b"x" * 20)
file = io.BufferedWriter(Raw(), 16)
file.write(b"abcdefgh")
try:
    print(file.write(array))
except BufferError as e:
    print(e)
print(len(array))
file.flush()
array.append(1)
print(array)
