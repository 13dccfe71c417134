s = "banana"
print(s.find("an"), s.find("an", 2), s.find("x"), s.rfind("an"), s.count("a"), s.index("n"))
try:
    s.index("q")
except ValueError as error:
    print(error)
