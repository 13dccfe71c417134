for i, word in enumerate(["a", "b"]):
    print(i, word)
for x, y in zip([1, 2, 3], "ab"):
    print(x, y)
print(list(enumerate("xy", 5)), list(zip()), list(reversed([1, 2, 3])))
