s = "naïve €5 ☃ 𝄞"
print(s, len(s), s[2], s[-1], s[::-1], s.upper())
for c in "aé€𝄞":
    print(c, ord(c), repr(c))
