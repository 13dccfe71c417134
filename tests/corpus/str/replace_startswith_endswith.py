s = "one two two"
print(s.replace("two", "2"), s.replace("two", "2", 1), s.startswith("one"), s.endswith("x"))
