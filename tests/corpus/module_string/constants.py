import string
print(string.ascii_letters, string.digits, string.hexdigits, string.octdigits, string.punctuation)
print(repr(string.whitespace), len(string.printable), string.capwords("a  bc d"), string.capwords("a-b", "-"))
