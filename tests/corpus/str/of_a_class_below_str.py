# str(x) gives what __str__ gives, a class below str too; a class below str copies it.
class Text(str):
    def __new__(cls, content=""):
        return str.__new__(cls, 2 * content)

    def __str__(self):
        return self


class Plain(str):
    pass


text = Text("ab")
print(type(str(text)).__name__, str(text) is text, type(Plain(text)).__name__, Plain(text))
print(type(str(Plain("x"))).__name__, repr(str(errors="strict")), repr(str(encoding="ascii")))
print(str(b"ab", errors="strict"), hash("abc") == hash(b"abc"))
unchanged = "abc def"
print(unchanged.replace("q", "r") is unchanged, unchanged.replace("def", "abc"))
