import re

print(re.sub("a", "b", "banana"), re.sub("a", "b", "banana", 2), re.subn("a", "", "banana"))
print(re.sub("x*", "-", "abxd"), re.sub("b|", "*", "abc"), re.sub("$", "!", "a\n"))
print(re.sub(r"(\w+) (\w+)", r"\2 \1", "hello world"), re.sub("(a)|b", r"[\1]", "ab"))
print(re.sub(r"(.)", r"\g<1>0\\\n", "ab"))
print(re.sub(r"\d+", lambda m: str(int(m.group()) * 2), "1 a 20 b"))
print(re.match("(a)(b)?", "ac").expand(r"<\1\2>"))
print(re.split(r"\s*[,;]\s*", "a , b;c,,d"), re.split("(-)|x", "a-bxc"), re.split("", "abc"))
print(re.split(",", "a,b,c", 1), re.split(",", ""), re.split("x*", "axbc"))
print(re.findall("", "ab"), re.findall("(a)(b)?", "abaa"), re.findall("(?:a)b", "abab"))
print(re.escape("a.b*c[d] \n-é_"), re.match(re.escape("1+1=2?"), "1+1=2?"))
for template in (r"\2", r"\g<x", r"\g<", r"\gx", r"\g<x>", r"\q", "\\", r"\g<1a>", r"\400", r"\g<7>"):
    try:
        print(re.sub("(a)", template, "a"))
    except (re.error, IndexError) as error:
        print(repr(template), type(error).__name__, error)
