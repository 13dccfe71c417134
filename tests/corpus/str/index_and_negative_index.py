s = "hello"
print(s[0], s[4], s[-1], s[-5], s[1], len(s), len(""))
