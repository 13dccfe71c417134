# The capital sigma at the end of a word: marks that are also letters (U+0345) are looked through.
for text in ("\u0345\u03a3", "A\u0345\u03a3", "A\u0345\u03a3a", "A\u03a3\u0345", "A\u03a3\u0345a",
             "\u03a3\u0345 ", "A\u03a3\u02b0", "A\u03a3.b", "A\u03a3\u00ad"):
    print(ascii(text.lower()), ascii(text.title()), ascii(text.swapcase()), ascii(text.casefold()))
