# The empty text and the empty bytes have the hash 0 in every run.
class Text(str):
    pass


print(hash(""), hash(b""), hash(Text()), {"": 1}[Text()], {Text(): 2}[""], {b"": 3}[b""])
