import textwrap
T = "The quick brown fox jumped over the lazy dog -- and ran away, well-known as it was, to a far-off land of supercalifragilisticexpialidocious names."
for w in (10, 20, 33, 70):
    print(textwrap.wrap(T, w))
print(textwrap.fill(T, 40, initial_indent="* ", subsequent_indent="  "))
print(textwrap.shorten(T, 30), textwrap.shorten("short", 30), textwrap.shorten(T, 25, placeholder="..."))
print(repr(textwrap.dedent("""
    def f():
        return 1

      x
    """)), repr(textwrap.dedent("no\n  margin")), repr(textwrap.indent("a\n\n b\n", "> ")), textwrap.indent("a\n\nb", "+", lambda l: True))
print(textwrap.wrap(""), textwrap.wrap("  lead and  double  "), textwrap.wrap("a\tb\nc", 80), textwrap.wrap(T, 20, break_long_words=False), textwrap.wrap(T, 30, max_lines=2))
print(textwrap.wrap("a-b-c well-done x--y", 6), textwrap.wrap("aaa bbb ccc", 3, break_on_hyphens=False))
try: textwrap.wrap("a", 0)
except ValueError as e: print(e)
