"""A str that a format neither fills nor cuts is given back itself."""
text = "abcde"
print(format(text, "s") is text, format(text, ".9") is text, format(text, "5") is text,
      format(text, "<5.5s") is text, f"{text:}" is text, f"{text:s}" is text, f"{text!s:3}" is text)
print(format(text, ".4") is text, format(text, "6") is text, f"{text:>6.3}")


class Text(str):
    def __str__(self):
        return "another"


own = Text("kept")
print(format(own, "s"), type(format(own, "s")).__name__, format(own), format(own, "3"))
