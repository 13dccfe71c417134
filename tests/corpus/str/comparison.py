print("a" < "b", "a" < "A", "abc" < "abd", "abc" < "abcd", "" < "a", "a" == "a", "a" != "b")
print("Z" < "a", "10" < "9", "é" > "z")
