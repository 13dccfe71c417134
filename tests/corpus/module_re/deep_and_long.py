import re

print(re.match("(?:a|b)*c", "ab" * 20000 + "c").end(), re.match("(?:ab?)*", "ab" * 10000).end())
print(re.match("(" * 50 + "a" + ")" * 50, "a").lastindex, len(re.findall("a", "a" * 5000)))
print(re.match("(?:(?:(?:a*)*)*)*b", "aaa"), re.match("(a?)*?b", "a" * 500 + "b").end())
print(re.match(".*x", "y" * 3000))
words = re.compile("|".join(f"word{n}" for n in range(300)))
print(words.findall("word7 word299 word300 wordx"))
