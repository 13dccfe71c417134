"""== and != of texts in conditions: locals, constants, temporaries, wide characters, subclasses."""
import sys


class Loud(str):
    def __eq__(self, other):
        print("asked", str(self), other)
        return "an answer"

    def __ne__(self, other):
        return ""

    __hash__ = str.__hash__


def which(word):
    if word == "one":
        return 1
    if "two" == word:
        return 2
    if word[:2] == "th" and word != "three" + "":
        return 3
    if word.upper() != word.lower().upper():
        return "case"
    if word == "\u20ac" or "\U0001F40D" == word:
        return "wide"
    return 0


words = ["one", "two", "three", "this", "\xdf", "\u20ac", "\U0001F40D", "", "on", "ones"]
print([which(word) for word in words])
for word in Loud("one"), Loud("other"):
    if word == "one":
        print("equal")
    if "one" != word:
        print("not equal")
text = "".join(["a", "b"])
before = sys.getrefcount(text)
for n in range(5):
    if text == "ab" and not text != "ab":
        continue
print(sys.getrefcount(text) - before, text == 5, text != None, "a" == b"a")
