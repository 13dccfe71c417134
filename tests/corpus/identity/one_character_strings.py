s = "banana"
t = "x"
print(s[1] is s[3], chr(97) is s[1], t[0:1] is t)
