import re

print(re.sub("a", "", "banana"), re.sub("", "-", "abc"), re.sub("x", "y", "abc"))
print(re.sub(b"a", b"", b"banana"), re.subn("(a)", r"<\1>", "banana", count=2))
print(re.sub("a", lambda match: None, "banana"), re.sub("a", r"\n", "bab"))
print(re.sub("(?P<q>a)|b", r"[\g<q>]", "ab"), re.sub("ab", "x", "abab"), repr(re.sub("a", "", "aa")))
for wrong in (lambda: re.sub("a", 5, "a"), lambda: re.sub("a", lambda match: 5, "ab"),
              lambda: re.sub("a", "", b"a"), lambda: re.sub("a", b"x", "a"),
              lambda: re.sub("a", r"\2", "a"), lambda: re.sub(b"a", "x", b"b")):
    try:
        print(wrong())
    except Exception as error:
        print(type(error).__name__, error)
