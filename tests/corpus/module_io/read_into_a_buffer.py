# readinto() fills a bytearray; a raw stream of one's own need only define it.
import io

stream = io.BytesIO(b"hello world")
block = bytearray(b"xxxxxxxx")
print(stream.readinto(block), block, stream.readinto1(block), block, stream.readinto(block))


class Lines(io.RawIOBase):
    def __init__(self, answers):
        self.answers = iter(answers)

    def readable(self):
        return True

    def readinto(self, buffer):
        answer = next(self.answers, b"")
        if not isinstance(answer, bytes):
            return answer
        buffer[:len(answer)] = answer
        return len(answer)


answers = [b"ab\n1", b"cd\n2", b"e"]
print(io.BufferedReader(Lines(answers)).read())
print(list(io.TextIOWrapper(io.BufferedReader(Lines(answers)))))
print(Lines(answers).read(10), Lines(answers).readall(), Lines([None]).read(3))
for wrong in (b"bytes", "text", 3):
    try:
        stream.readinto(wrong)
    except TypeError as error:
        print(error)
print(stream.tell())
