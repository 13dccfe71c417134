a = [3, 1, 2]
a.sort()
print(a)
a.sort(reverse=True)
print(a)
words = ["pear", "fig", "apple"]
words.sort(key=len)
print(words, sorted(words), sorted([3, 1, 2], reverse=True))
